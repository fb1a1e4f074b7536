package org.hospiconnect.idp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.LegalBasis;
import org.hospiconnect.idp.assurance.Proof;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sign-ins an application takes, whatever kinds of means there are today. */
@Requirement("HC-SIGN-IN-RULES")
class SignInRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @ParameterizedTest(name = "{0}; phishing-resistant {1}, kinds {2}, grounds {3}")
    @CsvSource({
        "webauthn, true,  '',       ''",
        "badge,    false, '',       ''",
        "webauthn, false, webauthn, ''",
        "webauthn, false, '',       ATTESTED",
        "psc,      false, '',       PSC",
        "webauthn, true,  webauthn, ATTESTED"
    })
    void what_fits_is_taken(String kind, boolean phishing, String kinds, String grounds) {
        assertThat(isTaken(kind, phishing, words(kinds), words(grounds))).isTrue();
    }

    @ParameterizedTest(name = "{0}; phishing-resistant {1}, kinds {2}, grounds {3}")
    @CsvSource({
        "badge,    true,  '',       ''",
        "badge,    false, webauthn, ''",
        "webauthn, false, '',       PSC",
        "badge,    true,  badge,    ATTESTED"
    })
    void each_rule_narrows(String kind, boolean phishing, String kinds, String grounds) {
        assertThat(isTaken(kind, phishing, words(kinds), words(grounds))).isFalse();
    }

    private static boolean isTaken(String kind, boolean phishing, Set<String> kinds, Set<String> grounds) {
        var bases = grounds.stream().map(LegalBasis::valueOf).collect(Collectors.toSet());
        var proof = new Proof(kind, "a1", List.of(), NOW, ExampleProof.grounds());
        return new SignInRules(phishing, null, kinds, bases, Set.of(), null, false)
                .takes(ExampleProof.rules().assess(List.of(proof), NOW));
    }

    @ParameterizedTest
    @CsvSource({"'', ward, true", "'', , true", "ward, ward, true", "ward, remote, false", "ward, , false"})
    void a_place_that_is_not_known_is_in_no_zone(String zones, String zone, boolean taken) {
        var rules = new SignInRules(false, null, Set.of(), Set.of(), words(zones), null, false);

        assertThat(rules.takesZone(Optional.ofNullable(zone))).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"PT59S, PT1H", "PT1M, PT0S", "PT1M, PT4H1S", "PT1M, -PT1M"})
    void what_would_lock_everybody_out_or_loosen_is_refused(Duration age, Duration touch) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignInRules(false, age, Set.of(), Set.of(), Set.of(), touch, false));
    }

    @ParameterizedTest
    @CsvSource({"PT1M, PT0.001S", "PT1M, PT4H", "P7D, PT1H"})
    void the_shortest_age_and_the_longest_touch_are_taken(Duration age, Duration touch) {
        var rules = new SignInRules(false, age, Set.of(), Set.of(), Set.of(), touch, false);

        assertThat(rules.touching()).contains(touch);
        assertThat(rules.withoutTouch().touching()).isEmpty();
        assertThat(rules.withoutTouch().greatestAge()).isEqualTo(age);
    }

    @ParameterizedTest(name = "registered {0}, asked {1} → {2}")
    @CsvSource({
        ",     ,      ",
        "PT1H, ,      PT1H",
        ",     PT2H,  PT2H",
        "PT1H, PT2H,  PT1H",
        "PT1H, PT30M, PT30M",
        "PT1H, PT0S,  PT0S",
    })
    void a_request_makes_a_proof_younger_never_older(
            @Nullable Duration registered, @Nullable Duration asked, @Nullable Duration age) {
        var rules = new SignInRules(false, registered, Set.of(), Set.of(), Set.of(), null, false);

        assertThat(rules.age(Optional.ofNullable(asked))).isEqualTo(Optional.ofNullable(age));
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text);
    }
}
