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

    /** What enrolment makes: a key has a reservation only where nobody attests it. */
    @ParameterizedTest(name = "asked {0}, model {1}, {2}, reservation {3}: {4}")
    @CsvSource({
        "NONE, NONE,    TRUSTED,     , SUBSTANTIAL",
        "NONE, NONE,    ABSENT,  R-1 , SUBSTANTIAL",
        "L1,   NONE,    TRUSTED,     , LOW",
        "L1,   L1,      TRUSTED,     , SUBSTANTIAL",
        "L2,   L1_PLUS, TRUSTED,     , LOW",
        "L2,   L3,      TRUSTED,     , SUBSTANTIAL",
        // leaving the attestation out of a key of a model that lost it
        "L1,   NONE,    ABSENT,  R-1 , LOW",
        "L2,   L2,      ABSENT,  R-1 , LOW",
        "L2,   L2,      UNTRUSTED, R-1, LOW",
        "L2,   L2,      ABSENT,      , LOW"
    })
    void a_model_is_certified_as_the_scheme_asks_whatever_is_reserved(ArgumentsAccessor row) {
        Case key = Case.attested()
                .declared(ExampleProof.attested(null, Case.cell(row, 0, Certification.class)))
                .ofModel(new ModelFacts(Optional.empty(), Case.cell(row, 1, Certification.class)))
                .attested(Case.cell(row, 2, Proof.Attestation.class));

        Assessment said = Optional.ofNullable(row.getString(3))
                .map(key::reserved)
                .orElse(key)
                .assess();

        assertThat(said.level()).isEqualTo(Case.cell(row, 4, Level.class));
        assertThat(said.findings().stream()
                        .filter(finding -> finding.rule() == Rule.CERTIFICATION)
                        .flatMap(finding -> finding.reservation().stream()))
                .isEmpty();
    }

    @Test
    void a_model_that_nobody_describes_is_certified_for_nothing() {
        assertThat(Case.certified().ofModel(ModelFacts.UNKNOWN).assess().level())
                .isEqualTo(Level.HIGH);
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
