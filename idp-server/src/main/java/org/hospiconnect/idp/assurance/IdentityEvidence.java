package org.hospiconnect.idp.assurance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** How somebody's identity was verified at enrolment, by whom and when (RIE v2 EXI RIE-PS 07). */
public record IdentityEvidence(Method method, Optional<Document> document, String checkedBy, Instant checkedAt) {

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
}
