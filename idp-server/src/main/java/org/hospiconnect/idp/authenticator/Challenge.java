package org.hospiconnect.idp.authenticator;

import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;

/**
 * What was asked, kept until the one answer.
 *
 * @param nonce the random value to be signed
 * @param options what the browser gets, JSON; every option in it is checked again on return
 * @param owner the sign-in or enrolment it belongs to
 * @param person who must answer, when known
 */
public record Challenge(
        String kind, Bytes nonce, String options, String owner, Optional<PersonId> person, Instant expiresAt) {}
