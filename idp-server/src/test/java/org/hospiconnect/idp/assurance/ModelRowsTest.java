package org.hospiconnect.idp.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** What FIDO says of a model today counts for every key of it, whenever it was enrolled. */
@Requirement("HC-LEVEL-CERTIFICATION")
class ModelRowsTest {

    @ParameterizedTest(name = "asked {0}, model {1}, {2}, reservation {3}: {4}, told {5}")
    @CsvSource({
        "NONE,    NONE,    TRUSTED,     ,    SUBSTANTIAL, ",
        "L1,      NONE,    TRUSTED,     ,    LOW, ",
        "L1,      L1,      TRUSTED,     ,    SUBSTANTIAL, ",
        "L2,      L1_PLUS, TRUSTED,     ,    LOW, ",
        "L2,      L3,      TRUSTED,     ,    SUBSTANTIAL, ",
        "L2,      L1,      TRUSTED, R-1 ,    SUBSTANTIAL, R-1",
        "L2,      L2,      TRUSTED, R-1 ,    SUBSTANTIAL, ",
        "L2,      L2,      ABSENT,  R-1 ,    SUBSTANTIAL, R-1",
        "L2,      L2,      ABSENT,      ,    LOW, "
    })
    void a_model_is_certified_as_the_scheme_asks(ArgumentsAccessor row) {
        Case key = Case.attested()
                .declared(ExampleProof.attested(null, Case.cell(row, 0, Certification.class)))
                .ofModel(new ModelFacts(Optional.empty(), Case.cell(row, 1, Certification.class), true))
                .attested(Case.cell(row, 2, Proof.Attestation.class));
        Optional<String> reservation = Optional.ofNullable(row.getString(3));

        Assessment said = reservation.map(key::reserved).orElse(key).assess();

        assertThat(said.level()).isEqualTo(Case.cell(row, 4, Level.class));
        assertThat(said.findings().stream()
                        .filter(finding -> finding.rule() == Rule.CERTIFICATION)
                        .flatMap(finding -> finding.reservation().stream()))
                .containsExactlyElementsOf(
                        Optional.ofNullable(row.getString(5)).stream().toList());
    }

    /** Whoever can copy a key of another model only says that it is this one. */
    @ParameterizedTest(name = "hardware {0}, {1}: {2}")
    @CsvSource({
        "true,  TRUSTED,   HIGH",
        "false, TRUSTED,   SUBSTANTIAL",
        "true,  UNTRUSTED, SUBSTANTIAL",
        "true,  ABSENT,    SUBSTANTIAL"
    })
    void level_high_takes_a_model_that_is_attested_and_keeps_keys_in_hardware(
            boolean hardware, Proof.Attestation attestation, Level level) {
        Case key = Case.certified()
                .ofModel(new ModelFacts(Optional.empty(), Certification.L2, hardware))
                .attested(attestation)
                .reserved("R-1");

        assertThat(key.assess().level()).isEqualTo(level);
    }

    @Test
    void a_model_that_nobody_describes_is_certified_for_nothing() {
        assertThat(Case.certified().ofModel(ModelFacts.UNKNOWN).assess().level())
                .isEqualTo(Level.SUBSTANTIAL);
        assertThat(Case.attested()
                        .declared(ExampleProof.attested(null, Certification.L1))
                        .ofModel(ModelFacts.UNKNOWN)
                        .assess()
                        .level())
                .isEqualTo(Level.LOW);
    }

    @Test
    void what_a_kind_may_reach_is_told_of_its_best_model() {
        var rules = new LevelRules(
                ExampleProof.settings(
                        java.util.Map.of("webauthn", ExampleProof.attested(Level.HIGH, Certification.L3)), null),
                (_, _) -> ModelFacts.UNKNOWN);

        assertThat(rules.reachable("webauthn", Case.NOW)).containsExactlyInAnyOrder(Level.LOW, Level.HIGH);
    }
}
