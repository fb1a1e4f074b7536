package org.hospiconnect.idp.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

class DemandTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

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
                Optional.ofNullable(notBefore).map(NOW::plusSeconds),
                Optional.empty());

        assertThat(isMet(demand, strong())).isEqualTo(met);
    }

    @Test
    @Requirement("RFC9470-4")
    void a_strong_old_proof_and_a_fresh_weak_one_do_not_add_up() {
        var demand =
                new Demand(Level.SUBSTANTIAL, Optional.of(Duration.ofSeconds(10)), Optional.empty(), Optional.empty());

        assertThat(isMet(demand, strong(), freshAndWeak())).isFalse();
    }

    @Test
    @Requirement("OIDCC-2-AUTH_TIME")
    void a_fresh_weak_proof_meets_no_demand_that_the_tokens_would_contradict() {
        var demand = new Demand(
                Level.SINGLE_FACTOR, Optional.of(Duration.ofSeconds(10)), Optional.empty(), Optional.empty());

        assertThat(isMet(demand, strong(), freshAndWeak())).isFalse();
        assertThat(isMet(demand, freshAndWeak())).isTrue();
    }

    @ParameterizedTest(
            name = "both factors {0} s ago, until {1} s, taken so long after: {2} s, attested {3}, least {4} → {5}")
    @Requirement({"RIE-PS-10", "HC-TOUCH-WINDOW"})
    @CsvSource({
        // at 100 s: within what the post has and what the application takes
        "100, 200, 200, true,  SUBSTANTIAL, true",
        "100, 101, 101, true,  SUBSTANTIAL, true",
        "100, 100, 200, true,  SUBSTANTIAL, false",
        "100, 200, 100, true,  SUBSTANTIAL, false",
        "100, 200, ,    true,  SUBSTANTIAL, false",
        // one factor more would not have been enough either
        "100, 200, 200, false, SUBSTANTIAL, false",
        "100, 200, 200, true,  HIGH,        false",
        "100, 200, 200, false, LOW,         true",
        // nothing takes a touch by itself, however little it asks
        "100, 100, 200, true,  SINGLE_FACTOR, false",
        "100, 200, ,    true,  SINGLE_FACTOR, false",
        "100, 200, 200, true,  SINGLE_FACTOR, true"
    })
    void a_touch_does_within_the_window_of_both_factors_and_never_more_than_they_would(ArgumentsAccessor row) {
        var cells = row.toList().stream().map(String::valueOf).toList();
        Instant later = NOW.plusSeconds(100);
        Instant both = later.minusSeconds(Long.parseLong(cells.get(0)));
        var touch = new Proof.Touch(both, both.plusSeconds(Long.parseLong(cells.get(1))));
        var window = Optional.of(cells.get(2))
                .filter(cell -> !cell.equals("null"))
                .map(cell -> Duration.ofSeconds(Long.parseLong(cell)));
        var demand = new Demand(Level.valueOf(cells.get(4)), Optional.empty(), Optional.empty(), window);
        Proof proof = ExampleProof.at(later, ExampleProof.grounds(false, Boolean.parseBoolean(cells.get(3))))
                .after(touch);

        assertThat(isMet(demand, proof)).isEqualTo(Boolean.parseBoolean(cells.get(5)));
    }

    private static boolean isMet(Demand demand, Proof... proofs) {
        Instant later = NOW.plusSeconds(100);
        return demand.isMetBy(ExampleProof.rules().assess(List.of(proofs), later), later);
    }

    private static Proof strong() {
        return ExampleProof.at(NOW, ExampleProof.grounds());
    }

    private static Proof freshAndWeak() {
        return ExampleProof.at(NOW.plusSeconds(95), ExampleProof.grounds(false, true));
    }
}
