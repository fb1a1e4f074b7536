package org.hospiconnect.idp.authenticator;

import org.hospiconnect.idp.directory.PersonId;

/** The counter of a key of this person went back: it may have been copied. */
public record KeyCopied(PersonId person) {}
