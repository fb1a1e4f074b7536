package org.hospiconnect.idp.enrolment;

import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.assurance.IdentityEvidence;
import org.hospiconnect.idp.directory.PersonId;

/** A code that somebody was given, without the code. */
record Activation(
        String id,
        PersonId person,
        Optional<IdentityEvidence> evidence,
        Instant madeAt,
        Instant expiresAt,
        Optional<Instant> usedAt) {

    boolean isUsableAt(Instant now) {
        return usedAt.isEmpty() && now.isBefore(expiresAt);
    }
}
