package org.hospiconnect.idp.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Means of the transition: refused from the day after, unless the hospital recorded a reservation (EXI 03). */
@Requirement("RIE-03-TRANSITION")
class TransitionTest {

    @ParameterizedTest(name = "until {0}, reservation {1}, on {2}: {3}, told {4}")
    @CsvSource({
        "2025-12-31,     , 2025-12-31T22:59:59Z, SUBSTANTIAL, ",
        "2025-12-31,     , 2025-12-31T23:00:00Z, REFUSED, ",
        "2025-12-31, R-1 , 2025-12-31T22:59:59Z, SUBSTANTIAL, ",
        "2025-12-31, R-1 , 2025-12-31T23:00:00Z, SUBSTANTIAL, R-1",
        "2025-06-30,     , 2025-06-30T12:00:00Z, SUBSTANTIAL, ",
        "2025-06-30,     , 2025-07-01T12:00:00Z, REFUSED, ",
        "2025-06-30, R-1 , 2025-07-01T12:00:00Z, SUBSTANTIAL, R-1"
    })
    void it_ends_on_a_day(ArgumentsAccessor row) {
        Instant now = Instant.parse(String.valueOf(row.get(2)));
        Case key = Case.attested()
                .until(Instant.MAX)
                .set(until(Case.cell(row, 0, LocalDate.class)))
                .declared(ExampleProof.scheme(LegalBasis.TRANSITION, row.getString(1)));

        Assessment said = key.assess(now);

        assertThat(said.level()).isEqualTo(Case.cell(row, 3, Level.class));
        assertThat(said.findings().stream().filter(finding -> finding.rule() == Rule.TRANSITION))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.holds()).isEqualTo(said.level() != Level.REFUSED);
                    assertThat(finding.reservation()).isEqualTo(Optional.ofNullable(row.getString(4)));
                });
    }

    @ParameterizedTest
    @EnumSource
    void what_is_refused_reaches_no_level(Level asked) {
        Assessment over = Case.attested()
                .declared(ExampleProof.scheme(LegalBasis.TRANSITION, null))
                .assess();

        assertThat(over.level().reaches(asked)).isFalse();
        assertThat(over.reaches(asked, Optional.empty(), Case.NOW)).isFalse();
        assertThat(over.raises().stream().map(Finding::rule)).containsExactly(Rule.TRANSITION);
    }

    @Test
    void no_name_of_a_level_says_refused() {
        var names = new AcrNames("https://idp.example/acr/", Set.of(Level.REFUSED, Level.LOW));

        assertThat(names.announced()).containsExactly("https://idp.example/acr/eidas/low");
        assertThat(names.find("https://idp.example/acr/refused")).isEmpty();
    }

    @Test
    void it_is_known_of_a_kind_before_anybody_comes() {
        var over = rules(null);

        assertThat(over.isOver("webauthn", Case.NOW)).isTrue();
        assertThat(over.isOver("totp", Case.NOW)).isFalse();
        assertThat(over.reachable("webauthn", Case.NOW)).containsExactly(Level.REFUSED);
        assertThat(rules("R-1").isOver("webauthn", Case.NOW)).isFalse();
    }

    @Test
    void a_later_day_is_a_reservation_and_no_setting() {
        assertThatThrownBy(() -> until(LocalDate.of(2026, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hospiconnect.assurance.transition-until")
                .hasMessageContaining("reservation");
    }

    private static LevelRules rules(@org.jspecify.annotations.Nullable String reservation) {
        var schemes = Map.of("webauthn", ExampleProof.scheme(LegalBasis.TRANSITION, reservation));
        return new LevelRules(ExampleProof.settings(schemes, null), (_, _) -> ExampleProof.GOOD_MODEL);
    }

    private static AssuranceSettings until(LocalDate day) {
        return new AssuranceSettings(Optional.empty(), Map.of(), null, day, new CardSettings(Set.of(), false, false));
    }
}
