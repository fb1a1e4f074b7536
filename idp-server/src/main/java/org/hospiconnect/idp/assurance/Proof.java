package org.hospiconnect.idp.assurance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One successful ceremony: with what, verifying what, when, and on which grounds the means stands. The level is computed
 * from it when asked, never kept.
 *
 * @param kind kind of authenticator: {@code webauthn}, {@code totp}
 * @param authenticator id of the authenticator
 * @param amr authentication method references, RFC 8176
 * @param occasion where it was made, and what else is told of it
 * @param touch of a proof by one factor: when the same means gave both, on the same post; empty for every other
 */
public record Proof(
        String kind,
        String authenticator,
        List<String> amr,
        Instant at,
        Grounds grounds,
        Optional<Touch> touch,
        Occasion occasion) {

    public Proof {
        amr = List.copyOf(amr);
        // one that a server of before kept has neither
        touch = Objects.requireNonNullElse(touch, Optional.empty());
        occasion = Objects.requireNonNullElse(occasion, Occasion.UNTOLD);
    }

    public Proof(String kind, String authenticator, List<String> amr, Instant at, Grounds grounds) {
        this(kind, authenticator, amr, at, grounds, Optional.empty(), Occasion.UNTOLD);
    }

    /** The same, by one of the two factors that were given before. */
    public Proof after(Touch both) {
        return new Proof(kind, authenticator, amr, at, grounds, Optional.of(both), occasion);
    }

    /** The same with what is told of it. */
    public Proof on(Occasion told) {
        return new Proof(kind, authenticator, amr, at, grounds, touch, told);
    }

    /**
     * Both factors of the same means, given on the same post before (RIE v1 EXI 14, v2 EXI RIE-PS 10).
     *
     * @param until one of them does no longer; at most 4 h later
     */
    public record Touch(Instant bothAt, Instant until) {

        /** How long it does for whoever takes it so long after both. */
        Instant within(Duration window) {
            Instant end = bothAt.plus(window);
            return end.isBefore(until) ? end : until;
        }
    }

    /**
     * What the enrolment and the ceremony established. Sessions of an older version lack some of it: that is unknown then.
     *
     * @param userVerified the means verified its holder: a second factor beside holding it
     * @param model AAGUID or other model name
     * @param reservation under which the hospital accepts the model
     */
    public record Grounds(
            boolean userVerified,
            Attestation attestation,
            Storage storage,
            String model,
            Optional<String> reservation,
            Issuance issuance) {

        public Grounds {
            attestation = Objects.requireNonNullElse(attestation, Attestation.ABSENT);
            storage = Objects.requireNonNullElse(storage, Storage.UNKNOWN);
            model = Objects.requireNonNullElse(model, "");
            reservation = Objects.requireNonNullElse(reservation, Optional.empty());
            issuance = Objects.requireNonNullElse(issuance, Issuance.UNKNOWN);
        }
    }

    /** What is known of the model of the authenticator. */
    public enum Attestation {
        /** The statement chains to a trusted FIDO root. */
        TRUSTED,
        /** A statement that chains to nothing we trust. */
        UNTRUSTED,
        /** No statement: {@code none} or self attestation. */
        ABSENT
    }

    /** Where the private key may be. */
    public enum Storage {
        DEVICE_BOUND,
        /** Copied between devices by an account somewhere. */
        SYNCED,
        UNKNOWN
    }

    /**
     * When the means was given, until when, and on which evidence.
     *
     * @param until the enrolment is renewed by then
     * @param vouchedAt the level then reached by the means by which its holder added this one; empty where a desk gave it
     */
    public record Issuance(Instant at, Instant until, Optional<IdentityEvidence> identity, Optional<Level> vouchedAt) {

        public Issuance {
            vouchedAt = Objects.requireNonNullElse(vouchedAt, Optional.empty());
        }

        public Issuance(Instant at, Instant until, Optional<IdentityEvidence> identity) {
            this(at, until, identity, Optional.empty());
        }

        public static final Issuance UNKNOWN = new Issuance(Instant.EPOCH, Instant.EPOCH, Optional.empty());
    }
}
