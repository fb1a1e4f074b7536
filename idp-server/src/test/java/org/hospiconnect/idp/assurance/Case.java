package org.hospiconnect.idp.assurance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One proof with everything around it, by version 2 of the rules; each verb changes one thing. */
record Case(
        String kind,
        Proof.Grounds grounds,
        Scheme scheme,
        Optional<ModelFlaw> flaw,
        @Nullable LocalDate v2From) {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    static Case attested() {
        return new Case(
                "webauthn",
                ExampleProof.grounds(),
                ExampleProof.attested(),
                Optional.empty(),
                LocalDate.of(2026, 1, 1));
    }

    static Case certified() {
        var scheme = new Scheme(LegalBasis.ATTESTED, "A-1", LocalDate.of(2028, 12, 31), Level.HIGH, null);
        return attested().declared(scheme);
    }

    Assessment assess() {
        var settings = new AssuranceSettings(Optional.empty(), Map.of(kind, scheme), v2From);
        return new LevelRules(settings, (_, _) -> flaw)
                .assess(List.of(new Proof(kind, "a1", List.of("hwk"), NOW, grounds)), NOW);
    }

    Case ofKind(String other) {
        return new Case(other, grounds, scheme, flaw, v2From);
    }

    Case declared(Scheme other) {
        return new Case(kind, grounds, other, flaw, v2From);
    }

    Case flawed(ModelFlaw known) {
        return new Case(kind, grounds, scheme, Optional.of(known), v2From);
    }

    Case v2From(@Nullable LocalDate day) {
        return new Case(kind, grounds, scheme, flaw, day);
    }

    Case withoutUserVerification() {
        return given(new Proof.Grounds(
                false,
                grounds.attestation(),
                grounds.storage(),
                grounds.model(),
                grounds.reservation(),
                grounds.issuance()));
    }

    Case attested(Proof.Attestation attestation) {
        return given(new Proof.Grounds(
                grounds.userVerified(),
                attestation,
                grounds.storage(),
                grounds.model(),
                grounds.reservation(),
                grounds.issuance()));
    }

    Case stored(Proof.Storage storage) {
        return given(new Proof.Grounds(
                grounds.userVerified(),
                grounds.attestation(),
                storage,
                grounds.model(),
                grounds.reservation(),
                grounds.issuance()));
    }

    Case reserved(String reservation) {
        return given(new Proof.Grounds(
                grounds.userVerified(),
                grounds.attestation(),
                grounds.storage(),
                grounds.model(),
                Optional.of(reservation),
                grounds.issuance()));
    }

    Case unidentified() {
        return issued(new Proof.Issuance(
                grounds.issuance().at(),
                grounds.issuance().until(),
                Optional.empty(),
                grounds.issuance().vouchedAt()));
    }

    /** Where there is evidence; none is not made. */
    Case identified(UnaryOperator<Cases.Identity> change) {
        var issuance = grounds.issuance();
        return issued(new Proof.Issuance(
                issuance.at(),
                issuance.until(),
                issuance.identity()
                        .map(known -> change.apply(new Cases.Identity(known)).evidence()),
                issuance.vouchedAt()));
    }

    Case until(Instant end) {
        return issued(new Proof.Issuance(
                grounds.issuance().at(),
                end,
                grounds.issuance().identity(),
                grounds.issuance().vouchedAt()));
    }

    Case vouchedAt(Level level) {
        return issued(new Proof.Issuance(
                grounds.issuance().at(),
                grounds.issuance().until(),
                grounds.issuance().identity(),
                Optional.of(level)));
    }

    private Case issued(Proof.Issuance issuance) {
        return given(new Proof.Grounds(
                grounds.userVerified(),
                grounds.attestation(),
                grounds.storage(),
                grounds.model(),
                grounds.reservation(),
                issuance));
    }

    private Case given(Proof.Grounds others) {
        return new Case(kind, others, scheme, flaw, v2From);
    }
}
