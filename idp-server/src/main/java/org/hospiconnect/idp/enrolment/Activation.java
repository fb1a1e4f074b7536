package org.hospiconnect.idp.enrolment;

import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.assurance.IdentityEvidence;
import org.hospiconnect.idp.authenticator.Authenticator.Voucher;
import org.hospiconnect.idp.directory.PersonId;

/**
 * A code that somebody was given, without the code.
 *
 * @param vouched when no desk but a means of the person's own stands behind it
 */
record Activation(
        String id,
        PersonId person,
        Optional<IdentityEvidence> evidence,
        Instant madeAt,
        Instant expiresAt,
        Optional<Instant> usedAt,
        Optional<Vouched> vouched) {

    Activation(
            String id,
            PersonId person,
            Optional<IdentityEvidence> evidence,
            Instant madeAt,
            Instant expiresAt,
            Optional<Instant> usedAt) {
        this(id, person, evidence, madeAt, expiresAt, usedAt, Optional.empty());
    }

    /** By which means, and the end of what is added by it. */
    record Vouched(Voucher by, Instant until) {}

    /** No means that it gives lasts longer. */
    Instant endOfMeans(Instant usual) {
        return vouched.map(Vouched::until).filter(usual::isAfter).orElse(usual);
    }

    boolean isUsableAt(Instant now) {
        return usedAt.isEmpty() && now.isBefore(expiresAt);
    }
}
