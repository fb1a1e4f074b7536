package org.hospiconnect.idp.assurance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;

/** One proof with everything around it, by version 2 of the rules; each verb changes one thing. */
record Case(Proof proof, Scheme scheme, ModelFacts model, AssuranceSettings settings) {

    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    /** One that a table always has. */
    static <T> T cell(ArgumentsAccessor row, int column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }

    static Case attested() {
        return new Case(
                ExampleProof.at(NOW, ExampleProof.grounds()),
                ExampleProof.attested(),
                ExampleProof.GOOD_MODEL,
                ExampleProof.settings(Map.of(), LocalDate.of(2026, 1, 1)));
    }

    static Case certified() {
        return attested().declared(ExampleProof.certified());
    }

    Assessment assess() {
        return assess(NOW);
    }

    Assessment assess(Instant now) {
        var declared = new AssuranceSettings(
                Optional.empty(),
                Map.of(proof.kind(), scheme),
                settings.v2From(),
                settings.transitionUntil(),
                settings.cards());
        return new LevelRules(declared, (_, _) -> model).assess(List.of(proof), now);
    }

    Proof.Grounds grounds() {
        return proof.grounds();
    }

    Case ofKind(String other) {
        return proved(
                new Proof(other, "a1", proof.amr(), proof.at(), proof.grounds(), proof.touch(), proof.occasion()));
    }

    Case on(Occasion told) {
        return proved(proof.on(told));
    }

    Case touched(Proof.Touch both) {
        return proved(proof.after(both));
    }

    Case declared(Scheme other) {
        return new Case(proof, other, model, settings);
    }

    Case ofModel(ModelFacts known) {
        return new Case(proof, scheme, known, settings);
    }

    Case flawed(ModelFlaw known) {
        return ofModel(new ModelFacts(Optional.of(known), model.certification()));
    }

    Case set(AssuranceSettings others) {
        return new Case(proof, scheme, model, others);
    }

    Case v2From(@Nullable LocalDate day) {
        return set(ExampleProof.settings(Map.of(), day));
    }

    private Case proved(Proof other) {
        return new Case(other, scheme, model, settings);
    }

    Case withoutUserVerification() {
        return given(new Proof.Grounds(
                false,
                grounds().attestation(),
                grounds().storage(),
                grounds().model(),
                grounds().reservation(),
                grounds().issuance()));
    }

    Case attested(Proof.Attestation attestation) {
        return given(new Proof.Grounds(
                grounds().userVerified(),
                attestation,
                grounds().storage(),
                grounds().model(),
                grounds().reservation(),
                grounds().issuance()));
    }

    Case stored(Proof.Storage storage) {
        return given(new Proof.Grounds(
                grounds().userVerified(),
                grounds().attestation(),
                storage,
                grounds().model(),
                grounds().reservation(),
                grounds().issuance()));
    }

    Case reserved(String reservation) {
        return given(new Proof.Grounds(
                grounds().userVerified(),
                grounds().attestation(),
                grounds().storage(),
                grounds().model(),
                Optional.of(reservation),
                grounds().issuance()));
    }

    Case unidentified() {
        return issued(new Proof.Issuance(
                grounds().issuance().at(),
                grounds().issuance().until(),
                Optional.empty(),
                grounds().issuance().vouchedAt()));
    }

    /** Where there is evidence; none is not made. */
    Case identified(UnaryOperator<Cases.Identity> change) {
        var issuance = grounds().issuance();
        return issued(new Proof.Issuance(
                issuance.at(),
                issuance.until(),
                issuance.identity()
                        .map(known -> change.apply(new Cases.Identity(known)).evidence()),
                issuance.vouchedAt()));
    }

    Case until(Instant end) {
        return issued(new Proof.Issuance(
                grounds().issuance().at(),
                end,
                grounds().issuance().identity(),
                grounds().issuance().vouchedAt()));
    }

    Case vouchedAt(Level level) {
        return issued(new Proof.Issuance(
                grounds().issuance().at(),
                grounds().issuance().until(),
                grounds().issuance().identity(),
                Optional.of(level)));
    }

    private Case issued(Proof.Issuance issuance) {
        return given(new Proof.Grounds(
                grounds().userVerified(),
                grounds().attestation(),
                grounds().storage(),
                grounds().model(),
                grounds().reservation(),
                issuance));
    }

    private Case given(Proof.Grounds others) {
        return proved(new Proof(proof.kind(), "a1", proof.amr(), proof.at(), others, proof.touch(), proof.occasion()));
    }
}
