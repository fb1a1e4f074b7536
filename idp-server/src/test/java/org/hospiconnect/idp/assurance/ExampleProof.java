package org.hospiconnect.idp.assurance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.assurance.IdentityEvidence.Delivery;
import org.hospiconnect.idp.assurance.IdentityEvidence.Document;
import org.hospiconnect.idp.assurance.IdentityEvidence.Method;
import org.hospiconnect.idp.assurance.IdentityEvidence.RppsCheck;

/** Proofs of a key that was given as it should be, and the rules of a hospital that declared it. */
public final class ExampleProof {

    private static final Instant ENROLLED = Instant.parse("2026-01-05T08:00:00Z");

    private ExampleProof() {}

    public static IdentityEvidence identity() {
        var passport = new Document(Document.Type.PASSPORT, LocalDate.of(2030, 1, 1));
        return new IdentityEvidence(
                Method.FACE_TO_FACE,
                Optional.of(passport),
                "4b1c8a52-0000-4000-8000-000000000001",
                ENROLLED,
                Delivery.IN_PERSON,
                RppsCheck.CHECKED);
    }

    /** Level substantial. */
    public static Proof.Grounds grounds() {
        return grounds(true, true);
    }

    /** Without identity low at most; without its holder verified a single factor. */
    public static Proof.Grounds grounds(boolean userVerified, boolean identified) {
        var issuance = new Proof.Issuance(
                ENROLLED,
                Instant.parse("2099-01-05T08:00:00Z"),
                Optional.of(identity()).filter(_ -> identified));
        return new Proof.Grounds(
                userVerified,
                Proof.Attestation.TRUSTED,
                Proof.Storage.DEVICE_BOUND,
                "model",
                Optional.empty(),
                issuance);
    }

    public static Proof at(Instant instant, Proof.Grounds grounds) {
        return new Proof("webauthn", "a1", List.of("hwk", "mfa", "user"), instant, grounds);
    }

    public static LevelRules rules() {
        return rules((_, _) -> Optional.empty());
    }

    public static LevelRules rules(ModelFlaws flaws) {
        var schemes = Map.of(
                "webauthn",
                attested(),
                "psc",
                new Scheme(LegalBasis.PSC, null, null, null, null),
                "badge",
                attested(),
                "certified",
                new Scheme(LegalBasis.ATTESTED, "A-2", LocalDate.of(2028, 12, 31), Level.HIGH, null),
                "totp",
                attested(),
                "card",
                new Scheme(LegalBasis.DIRECT_CPX, "ANS-1", null, null, null));
        return new LevelRules(new AssuranceSettings(Optional.empty(), schemes, null), flaws);
    }

    static Scheme attested() {
        return new Scheme(LegalBasis.ATTESTED, "A-1", LocalDate.of(2028, 12, 31), null, null);
    }
}
