package org.hospiconnect.idp.authenticator;

import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.PersonId;

/** What came of a sign-in ceremony. */
public sealed interface Verification {

    record Verified(PersonId person, Proof proof) implements Verification {}

    record Refused(RefusalReason reason) implements Verification {}
}
