package org.hospiconnect.idp.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

class LevelRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @ParameterizedTest(name = "evidence {0}, verified {1}, attestation {2}, reservation {3} → {4} because {5}")
    @Requirement({"RIE-PS-07", "RIE-PS-09", "HC-LEVEL-TABLE"})
    @CsvSource({
        "FACE_TO_FACE, true,  TRUSTED,   '',  SUBSTANTIAL,   RIE-PS-09",
        "PSC,          true,  TRUSTED,   '',  SUBSTANTIAL,   RIE-PS-09",
        "FACE_TO_FACE, true,  UNTRUSTED, R-1, SUBSTANTIAL,   RIE-PS-17",
        "FACE_TO_FACE, true,  ABSENT,    R-1, SUBSTANTIAL,   RIE-PS-17",
        "FACE_TO_FACE, true,  UNTRUSTED, '',  LOW,           RIE-PS-09",
        "FACE_TO_FACE, true,  ABSENT,    '',  LOW,           RIE-PS-09",
        "'',           true,  TRUSTED,   '',  LOW,           RIE-PS-07",
        "'',           true,  ABSENT,    R-1, LOW,           RIE-PS-07",
        "FACE_TO_FACE, false, TRUSTED,   '',  SINGLE_FACTOR, RIE-PS-09",
        "FACE_TO_FACE, false, ABSENT,    R-1, SINGLE_FACTOR, RIE-PS-09",
        "'',           false, ABSENT,    '',  SINGLE_FACTOR, RIE-PS-09"
    })
    void missing_evidence_lowers_and_never_raises(ArgumentsAccessor arguments) {
        var row = arguments.toList().stream().map(String::valueOf).toList();
        var grounds = new Proof.Grounds(
                Optional.of(row.get(0)).filter(word -> !word.isEmpty()).map(IdentityEvidence.Method::valueOf),
                Boolean.parseBoolean(row.get(1)),
                Attestation.valueOf(row.get(2)),
                Optional.of(row.get(3)).filter(word -> !word.isEmpty()));

        var assessment = LevelRules.assess(List.of(proof(NOW, grounds)));

        assertThat(assessment.level()).isEqualTo(Level.valueOf(row.get(4)));
        assertThat(assessment.reasons()).anyMatch(words -> words.startsWith(row.get(5)));
    }

    @Test
    void the_strongest_proof_decides_and_between_equals_the_latest() {
        var strong = proof(NOW, grounds(true));
        var weak = proof(NOW.plusSeconds(60), grounds(false));
        var later = proof(NOW.plusSeconds(30), grounds(true));

        assertThat(LevelRules.assess(List.of(strong, weak)).level()).isEqualTo(Level.SUBSTANTIAL);
        assertThat(LevelRules.assess(List.of(strong, later, weak)).authTime()).isEqualTo(later.at());
    }

    @Test
    @Requirement("OIDCD-3-ACR")
    void a_means_that_verifies_its_person_reaches_two_levels() {
        assertThat(LevelRules.withUserVerified()).containsExactlyInAnyOrder(Level.LOW, Level.SUBSTANTIAL);
    }

    @Test
    void no_proof_at_all_is_our_own_fault() {
        assertThatThrownBy(() -> LevelRules.assess(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a session has a proof");
    }

    @ParameterizedTest(name = "least {0}, max_age {1}, not before {2} s → {3}")
    @Requirement("RFC9470-4")
    @CsvSource({
        "LOW, , , true",
        "SUBSTANTIAL, , , true",
        "HIGH, , , false",
        "SUBSTANTIAL, 100, , true",
        "SUBSTANTIAL, 99, , false",
        "SUBSTANTIAL, , 0, true",
        "SUBSTANTIAL, , 1, false"
    })
    void one_proof_must_be_strong_and_fresh_enough(Level least, Long maxAge, Long notBefore, boolean met) {
        var demand = new Demand(
                least,
                Optional.ofNullable(maxAge).map(Duration::ofSeconds),
                Optional.ofNullable(notBefore).map(NOW::plusSeconds));

        assertThat(demand.isMetBy(List.of(proof(NOW, grounds(true))), NOW.plusSeconds(100)))
                .isEqualTo(met);
    }

    @Test
    @Requirement("RFC9470-4")
    void a_strong_old_proof_and_a_fresh_weak_one_do_not_add_up() {
        var demand = new Demand(Level.SUBSTANTIAL, Optional.of(Duration.ofSeconds(10)), Optional.empty());
        var proofs = List.of(proof(NOW, grounds(true)), proof(NOW.plusSeconds(95), grounds(false)));

        assertThat(demand.isMetBy(proofs, NOW.plusSeconds(100))).isFalse();
    }

    @Test
    @Requirement("OIDCC-2-AUTH_TIME")
    void a_fresh_weak_proof_meets_no_demand_that_the_tokens_would_contradict() {
        var demand = new Demand(Level.SINGLE_FACTOR, Optional.of(Duration.ofSeconds(10)), Optional.empty());
        var proofs = List.of(proof(NOW, grounds(true)), proof(NOW.plusSeconds(95), grounds(false)));

        assertThat(demand.isMetBy(proofs, NOW.plusSeconds(100))).isFalse();
        assertThat(demand.isMetBy(proofs.subList(1, 2), NOW.plusSeconds(100))).isTrue();
    }

    private static Proof.Grounds grounds(boolean strong) {
        return new Proof.Grounds(
                Optional.of(IdentityEvidence.Method.FACE_TO_FACE), strong, Attestation.TRUSTED, Optional.empty());
    }

    private static Proof proof(Instant at, Proof.Grounds grounds) {
        return new Proof("webauthn", "a1", List.of(), at, grounds);
    }
}
