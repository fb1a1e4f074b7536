package org.hospiconnect.dpi.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.hospiconnect.dpi.Requirement;
import org.hospiconnect.dpi.signin.SignedIn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

class FreshProofTest {

    private static final Instant ASKED = Instant.ofEpochSecond(10_000);

    /** Seconds are counted from the moment the proof was asked. */
    record Row(String subject, int proved, String level, int now, FreshProof verdict) {}

    static Stream<Row> rows() {
        return Stream.of(
                new Row("local-1", 0, "eidas/substantial", 1, FreshProof.GOOD),
                new Row("local-1", 10, "eidas/high", 12, FreshProof.GOOD),
                new Row("local-1", -1, "eidas/substantial", 1, FreshProof.TOO_OLD),
                new Row("local-1", 30, "eidas/substantial", 1, FreshProof.TOO_OLD),
                new Row("local-1", 0, "eidas/low", 1, FreshProof.TOO_WEAK),
                new Row("local-1", 0, "other", 1, FreshProof.TOO_WEAK),
                new Row("local-2", 0, "eidas/substantial", 1, FreshProof.OTHER_PERSON),
                new Row("local-1", 0, "eidas/substantial", 121, FreshProof.USED_UP));
    }

    @ParameterizedTest
    @MethodSource("rows")
    @Requirement("HC-DPI-FRESH")
    void a_proof_counts_when_it_is_of_the_same_person_fresh_strong_and_not_used_up(Row row) {
        var draft = new PrescriptionDraft("P-1001", PrescriptionForm.EMPTY, "local-1", ASKED);
        Map<String, Object> claims =
                Map.of("acr", "https://a/" + row.level(), "auth_time", ASKED.plusSeconds(row.proved()));
        var person = SignedIn.of(OidcIdToken.withTokenValue("t")
                .subject(row.subject())
                .claims(all -> all.putAll(claims))
                .build());

        assertThat(FreshProof.of(draft, person.proof(), ASKED.plusSeconds(row.now()), Duration.ofMinutes(2)))
                .isEqualTo(row.verdict());
    }
}
