package org.hospiconnect.idp.assurance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.assurance.IdentityEvidence.Delivery;
import org.hospiconnect.idp.assurance.IdentityEvidence.Document;
import org.hospiconnect.idp.assurance.IdentityEvidence.Method;
import org.hospiconnect.idp.assurance.IdentityEvidence.RppsCheck;
import org.jspecify.annotations.Nullable;

/** Proofs of a key that was given as it should be, and the rules of a hospital that declared it. */
public final class ExampleProof {

    private static final Instant ENROLLED = Instant.parse("2026-01-05T08:00:00Z");

    static final ModelFacts GOOD_MODEL = new ModelFacts(Optional.empty(), Certification.L2);

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
        return rules((_, _) -> GOOD_MODEL);
    }

    static LevelRules rules(ModelFlaw flaw) {
        return rules((_, _) -> new ModelFacts(Optional.of(flaw), GOOD_MODEL.certification()));
    }

    public static LevelRules rules(KnownModels models) {
        return rules(models, Certification.NONE);
    }

    /** Of a hospital whose keys' models are to be certified so. */
    public static LevelRules rules(KnownModels models, Certification least) {
        var schemes = Map.of(
                "webauthn",
                attested(null, least),
                "psc",
                scheme(LegalBasis.PSC, null),
                "badge",
                attested(),
                "certified",
                certified(),
                "totp",
                attested(),
                "card",
                scheme(LegalBasis.DIRECT_CPX, null));
        return new LevelRules(settings(schemes, null), models);
    }

    static AssuranceSettings settings(Map<String, Scheme> schemes, @Nullable LocalDate v2From) {
        return new AssuranceSettings(
                Optional.empty(),
                schemes,
                v2From,
                LocalDate.of(2025, 12, 31),
                new CardSettings(Set.of(), false, false));
    }

    static Scheme attested() {
        return attested(null, Certification.NONE);
    }

    static Scheme certified() {
        return attested(Level.HIGH, Certification.NONE);
    }

    static Scheme attested(@Nullable Level certified, Certification least) {
        return new Scheme(LegalBasis.ATTESTED, "A-1", LocalDate.of(2028, 12, 31), certified, null, least);
    }

    static Scheme scheme(LegalBasis basis, @Nullable String reservation) {
        LocalDate until = basis == LegalBasis.TRANSITION && reservation != null ? LocalDate.of(2028, 12, 31) : null;
        return new Scheme(basis, "R", until, null, reservation, Certification.NONE);
    }

    /** Of a sign-in elsewhere that told this level, believed up to the ceiling. */
    public static Occasion elsewhere(Optional<Level> said, Level ceiling) {
        return new Occasion(
                Occasion.Network.LOCAL,
                Optional.empty(),
                Optional.of(new Occasion.Upstream(said, ceiling)),
                Optional.empty(),
                false);
    }
}
