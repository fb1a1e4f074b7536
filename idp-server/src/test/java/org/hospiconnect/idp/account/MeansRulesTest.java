package org.hospiconnect.idp.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.Proof;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeansRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    @ParameterizedTest(name = "{0} for {1} → {2}")
    @Requirement("HC-OWN-MEANS")
    @CsvSource({
        // proofs: what they reach, and how many minutes ago
        "SUBSTANTIAL-0,           SUBSTANTIAL, YES",
        "SUBSTANTIAL-5,           SUBSTANTIAL, YES",
        "SUBSTANTIAL-6,           SUBSTANTIAL, CONFIRM",
        "SUBSTANTIAL-6 LOW-0,     SUBSTANTIAL, CONFIRM",
        "SUBSTANTIAL-0 LOW-60,    SUBSTANTIAL, YES",
        "LOW-0,                   SUBSTANTIAL, TOO_WEAK",
        "LOW-60,                  SUBSTANTIAL, TOO_WEAK",
        "LOW-0,                   LOW,         YES",
        "LOW-60,                  LOW,         CONFIRM",
        "SUBSTANTIAL-0,           LOW,         YES",
    })
    void never_by_a_weaker_one_and_never_by_an_old_proof(String proofs, Level needed, MeansRules.Answer answer) {
        var all =
                Arrays.stream(proofs.split(" ", -1)).map(MeansRulesTest::proof).toList();

        assertThat(MeansRules.of(
                        all, needed, new MeansRules.Circumstances(ExampleProof.rules(), Duration.ofMinutes(5), NOW)))
                .isEqualTo(answer);
    }

    private static Proof proof(String words) {
        String[] parts = words.split("-", -1);
        return new Proof(
                "webauthn",
                "a",
                List.of(),
                NOW.minus(Duration.ofMinutes(Long.parseLong(parts[1]))),
                ExampleProof.grounds(true, parts[0].equals("SUBSTANTIAL")));
    }
}
