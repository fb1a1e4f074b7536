package org.hospiconnect.idp.assurance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One successful ceremony: with what, verifying what, when, and on which grounds the means stands. The level is computed
 * from it when asked, never kept.
 *
 * @param kind kind of authenticator: {@code webauthn}
 * @param authenticator id of the authenticator
 * @param amr authentication method references, RFC 8176
 */
public record Proof(String kind, String authenticator, List<String> amr, Instant at, Grounds grounds) {

    public Proof {
        amr = List.copyOf(amr);
    }

    /** What the enrolment and the ceremony established. */
    public record Grounds(
            Optional<IdentityEvidence.Method> evidence,
            boolean userVerified,
            Attestation attestation,
            Optional<String> reservation) {}

    /** What is known of the model of the authenticator. */
    public enum Attestation {
        /** The statement chains to a trusted FIDO root. */
        TRUSTED,
        /** A statement that chains to nothing we trust. */
        UNTRUSTED,
        /** No statement: {@code none} or self attestation. */
        ABSENT
    }
}
