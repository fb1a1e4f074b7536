package org.hospiconnect.idp.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.Occasion;
import org.hospiconnect.idp.assurance.Proof;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeansRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    @ParameterizedTest(name = "{0} for {1} → {2}")
    @Requirement("HC-OWN-MEANS")
    @CsvSource({
        // proofs: what they reach, and how many minutes ago
        "SUBSTANTIAL-0,           SUBSTANTIAL, YES 0",
        "SUBSTANTIAL-5,           SUBSTANTIAL, YES 5",
        "SUBSTANTIAL-6,           SUBSTANTIAL, CONFIRM",
        "SUBSTANTIAL-6 LOW-0,     SUBSTANTIAL, CONFIRM",
        "SUBSTANTIAL-0 LOW-60,    SUBSTANTIAL, YES 0",
        // by the proof that was just made, not by the strongest of the session
        "HIGH-4 SUBSTANTIAL-1,    SUBSTANTIAL, YES 1",
        "HIGH-4 SUBSTANTIAL-1,    HIGH,        YES 4",
        "HIGH-60 SUBSTANTIAL-1,   HIGH,        CONFIRM",
        "HIGH-60 SUBSTANTIAL-1,   SUBSTANTIAL, YES 1",
        "SUBSTANTIAL-1,           HIGH,        TOO_WEAK",
        "SUBSTANTIAL-3 LOW-1,     SUBSTANTIAL, YES 3",
        "LOW-0,                   SUBSTANTIAL, TOO_WEAK",
        "LOW-60,                  SUBSTANTIAL, TOO_WEAK",
        "LOW-0,                   LOW,         YES 0",
        "LOW-60,                  LOW,         CONFIRM",
        "SUBSTANTIAL-0,           LOW,         YES 0",
    })
    void never_by_a_weaker_one_and_never_by_an_old_proof(String proofs, Level needed, String answer) {
        var all =
                Arrays.stream(proofs.split(" ", -1)).map(MeansRulesTest::proof).toList();

        var at = new MeansRules.Circumstances(ExampleProof.rules(), Duration.ofMinutes(5), NOW);

        assertThat(words(MeansRules.of(all, new MeansRules.Needed(needed, false), at)))
                .isEqualTo(answer);
    }

    /** Level substantial each; a code can be typed into a copied page. */
    @ParameterizedTest
    @CsvSource({
        "webauthn, true,  YES 0",
        "psc, true,  TOO_WEAK",
        "webauthn psc, true, YES 0",
        "psc, false, YES 0",
    })
    void a_key_is_neither_made_nor_removed_by_what_a_copied_page_can_take(
            String kinds, boolean resistant, String answer) {
        var proofs = Arrays.stream(kinds.split(" ", -1))
                .map(kind -> new Proof(kind, "a", List.of(), NOW, ExampleProof.grounds())
                        .on(kind.equals("psc") ? elsewhere() : Occasion.UNTOLD))
                .toList();
        var at = new MeansRules.Circumstances(ExampleProof.rules(), Duration.ofMinutes(5), NOW);
        var needed = new MeansRules.Needed(Level.SUBSTANTIAL, resistant);

        assertThat(words(MeansRules.of(proofs, needed, at))).isEqualTo(answer);
        assertThat(MeansRules.Needed.of(needed.word())).isEqualTo(needed);
        assertThat(new MeansRules.Needed(Level.REFUSED, resistant))
                .isEqualTo(new MeansRules.Needed(Level.LOW, resistant));
        assertThat(MeansRules.Needed.of("made up-RESISTANT"))
                .isEqualTo(new MeansRules.Needed(Level.SINGLE_FACTOR, false));
    }

    private static Occasion elsewhere() {
        return ExampleProof.elsewhere(Optional.of(Level.SUBSTANTIAL), Level.SUBSTANTIAL);
    }

    private static String words(MeansRules.Answer answer) {
        return switch (answer) {
            case MeansRules.Answer.Confirm _ -> "CONFIRM";
            case MeansRules.Answer.TooWeak _ -> "TOO_WEAK";
            case MeansRules.Answer.Yes(var by, var level) -> {
                assertThat(level).isEqualTo(ExampleProof.rules().assess(by, NOW).level());
                yield "YES " + Duration.between(by.at(), NOW).toMinutes();
            }
        };
    }

    private static Proof proof(String words) {
        String[] parts = words.split("-", -1);
        return new Proof(
                parts[0].equals("HIGH") ? "certified" : "webauthn",
                "a",
                List.of(),
                NOW.minus(Duration.ofMinutes(Long.parseLong(parts[1]))),
                ExampleProof.grounds(true, !parts[0].equals("LOW")));
    }
}
