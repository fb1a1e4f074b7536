package org.hospiconnect.dpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same road with a provider that knows nothing of proofs. */
class BearerTokensJourneyTest {

    @Test
    void signing_in_and_prescribing_work_with_bearer_tokens() {
        var dpi = RunningDpi.withBearerTokens();
        dpi.provider().next(Person.usual().aged(600));
        var browser = dpi.browser();
        assertThat(browser.signIn().has("#patients")).isTrue();
        dpi.provider().next(Person.usual());

        var review = browser.submit(
                browser.visit("/patients/P-1003/stupefiant"),
                "#prescription",
                Map.of("drug", "Oxycodone LP 10 mg, comprimé", "dosage", "un le soir", "days", "7"));

        assertThat(review.text("#order-dosage")).isEqualTo("un le soir");
        assertThat(browser.submit(review, "#signature", Map.of()).has("#signed"))
                .isTrue();
        assertThat(browser.visit("/session").text("#confirmed")).isEqualTo("Élise EXEMPLE");
        assertThat(browser.visit("/coulisses").has("#thumbprint")).isFalse();
    }
}
