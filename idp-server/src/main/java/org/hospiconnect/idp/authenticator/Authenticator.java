package org.hospiconnect.idp.authenticator;

import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.assurance.IdentityEvidence;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;

/**
 * One means of sign-in of one person (MIE).
 *
 * @param id random, what the trail and the tokens' evidence name
 * @param handle what the authenticator calls itself: the credential id; unique over all people
 * @param material what the kind needs to verify it, opaque to others
 * @param facts of its make; those of its model as they are said now
 * @param label as shown to the person
 * @param voucher by which its holder added it; empty where a desk gave it
 * @param endsAt no use from this instant: 36 months after enrolment by default (RIE v2 EXI RIE-PS 08)
 */
public record Authenticator(
        String id,
        PersonId person,
        String kind,
        Bytes handle,
        Bytes material,
        long counter,
        KeyFacts facts,
        String label,
        Proof.Attestation attestation,
        Optional<IdentityEvidence> evidence,
        Optional<String> reservation,
        Optional<Voucher> voucher,
        State state,
        Instant enrolledAt,
        Instant endsAt) {

    /**
     * The means of the same person that vouched for this one.
     *
     * @param level that it reached at that moment
     */
    public record Voucher(String authenticator, Level level) {}

    /** One that a desk gave. */
    public Authenticator(
            String id,
            PersonId person,
            String kind,
            Bytes handle,
            Bytes material,
            long counter,
            KeyFacts facts,
            String label,
            Proof.Attestation attestation,
            Optional<IdentityEvidence> evidence,
            Optional<String> reservation,
            State state,
            Instant enrolledAt,
            Instant endsAt) {
        this(
                id,
                person,
                kind,
                handle,
                material,
                counter,
                facts,
                label,
                attestation,
                evidence,
                reservation,
                Optional.empty(),
                state,
                enrolledAt,
                endsAt);
    }

    public enum State {
        ACTIVE,
        SUSPENDED,
        REVOKED
    }

    /** AAGUID or other model name. */
    public String model() {
        return facts.model();
    }

    /** Those of a proof made with it. */
    public Proof.Grounds grounds(boolean userVerified, Proof.Storage storage) {
        var issuance = new Proof.Issuance(enrolledAt, endsAt, evidence, voucher.map(Voucher::level));
        return new Proof.Grounds(userVerified, attestation, storage, model(), reservation, issuance);
    }

    public boolean isUsableAt(Instant now) {
        return new Validity(id, state, endsAt, facts).isUsableAt(now);
    }
}
