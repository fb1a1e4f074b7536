package org.hospiconnect.idp.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.IdentityEvidence.Delivery;
import org.hospiconnect.idp.assurance.IdentityEvidence.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What officers and help desks read of a level: the row that fails, and what would raise it. */
class FindingsTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    /** A key whose PIN can be skipped is to be given a PIN that can't; one whose keys leak is to be replaced. */
    @ParameterizedTest
    @Requirement("HC-FIDO-BYPASS")
    @CsvSource({"KEY_COMPROMISED, MODEL_SOUND", "VERIFICATION_BYPASSED, HOLDER_VERIFIED"})
    void a_flaw_of_a_model_breaks_the_row_that_it_is_of(ModelFlaw flaw, Rule broken) {
        Assessment said = ExampleProof.rules(flaw).assess(ExampleProof.at(NOW, ExampleProof.grounds()), NOW);

        assertThat(said.findings().stream().filter(finding -> !finding.holds()).map(Finding::rule))
                .contains(broken)
                .doesNotContain(broken == Rule.MODEL_SOUND ? Rule.HOLDER_VERIFIED : Rule.MODEL_SOUND);
    }

    /** To check an identity again raises nothing for somebody whose key asked no PIN. */
    @Test
    void only_what_holds_the_level_down_is_said_to_raise_it() {
        Assessment touchedOnly =
                ExampleProof.rules().assess(ExampleProof.at(NOW, ExampleProof.grounds(false, false)), NOW);
        Assessment unidentified =
                ExampleProof.rules().assess(ExampleProof.at(NOW, ExampleProof.grounds(true, false)), NOW);

        assertThat(rows(touchedOnly)).contains(Rule.TWO_FACTORS).doesNotContain(Rule.IDENTITY, Rule.MODEL_SOUND);
        assertThat(rows(unidentified)).contains(Rule.IDENTITY).doesNotContain(Rule.TWO_FACTORS, Rule.MODEL_SOUND);
    }

    /** Never handed over in person where nobody was met. */
    @ParameterizedTest
    @CsvSource({
        "FACE_TO_FACE, IN_PERSON",
        "PSC, ONLINE_BOUND",
        "EIDAS_SUBSTANTIAL, ONLINE_BOUND",
        "CERTIFIED_REMOTE, UNKNOWN"
    })
    void how_an_identity_was_checked_implies_how_the_means_was_given(Method method, Delivery delivery) {
        assertThat(Delivery.impliedBy(method)).isEqualTo(delivery);
    }

    private static List<Rule> rows(Assessment said) {
        return said.raises().stream().map(Finding::rule).toList();
    }
}
