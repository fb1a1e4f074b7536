package org.hospiconnect.idp.assurance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * How somebody's identity was verified at enrolment, by whom and when (RIE v2 EXI RIE-PS 07 and 08).
 *
 * @param delivery how the activation code, and with it the means, reaches its holder
 * @param rpps whether the holder was known to be in the RPPS on that day
 */
public record IdentityEvidence(
        Method method,
        Optional<Document> document,
        String checkedBy,
        Instant checkedAt,
        Delivery delivery,
        RppsCheck rpps) {

    public IdentityEvidence {
        // sessions and rows of an older version do not say
        delivery = Objects.requireNonNullElse(delivery, Delivery.UNKNOWN);
        rpps = Objects.requireNonNullElse(rpps, RppsCheck.NOT_CHECKED);
    }

    /** The same check behind a means that reached its holder another way. */
    public IdentityEvidence delivered(Delivery other) {
        return new IdentityEvidence(method, document, checkedBy, checkedAt, other, rpps);
    }

    public enum Method {
        FACE_TO_FACE,
        PSC,
        EIDAS_SUBSTANTIAL,
        CERTIFIED_REMOTE
    }

    /** The document that was seen in a face-to-face check; never its number, never a copy. */
    public record Document(Type type, LocalDate validUntil) {

        public enum Type {
            PASSPORT,
            IDENTITY_CARD
        }
    }

    public enum Delivery {
        /** Handed to the person whose document was seen. */
        IN_PERSON,
        /** Registered online behind a means of that person's that is as strong: e-CPS, eIDAS. */
        ONLINE_BOUND,
        UNKNOWN;

        /** What a way to verify an identity implies where nobody says otherwise. */
        public static Delivery impliedBy(Method method) {
            return switch (method) {
                case FACE_TO_FACE -> IN_PERSON;
                case PSC, EIDAS_SUBSTANTIAL -> ONLINE_BOUND;
                case CERTIFIED_REMOTE -> UNKNOWN;
            };
        }
    }

    public enum RppsCheck {
        CHECKED,
        NOT_CHECKED,
        /** The hospital has no number of that person. */
        NO_NUMBER
    }
}
