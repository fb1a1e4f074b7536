package org.hospiconnect.dpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.hospiconnect.dpi.RunningDpi.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page saw somebody; the provider hears it, and says until when the session lasts. */
class ActivityJourneyTest {

    private static final RunningDpi DPI = RunningDpi.shared();

    private final Browser browser = DPI.browser();
    private final String sid = UUID.randomUUID().toString();

    @BeforeEach
    void somebodyIsSignedIn() {
        DPI.provider().reset();
        DPI.provider().next(Person.usual().within(sid));
        browser.signIn();
    }

    private int seen() {
        return browser.submit(browser.visit("/patients"), "form.leave", Map.of(), "/session/activite")
                .status();
    }

    private String left() {
        return browser.visit("/session/etat")
                .answer()
                .headers()
                .firstValue("Session-Left")
                .orElse("");
    }

    private long reports() {
        return DPI.provider().activity.reported.stream().filter(sid::equals).count();
    }

    @Test
    @Requirement("HC-DPI-ACTIVITY")
    void what_the_page_saw_is_reported_once_a_minute_and_the_page_counts_down() {
        assertThat(left()).isEmpty();
        DPI.provider().activity.lastFor(90);

        assertThat(seen()).isEqualTo(204);
        assertThat(seen()).isEqualTo(204);

        assertThat(reports()).isEqualTo(1);
        assertThat(left()).matches("idle=(8\\d|90), end=14\\d{3}");
    }

    @Test
    @Requirement("HC-DPI-ACTIVITY")
    void looking_and_asking_report_nobody() {
        browser.visit("/patients");
        browser.visit("/patients/P-1001");
        browser.visit("/session/etat");
        browser.visit("/session");

        assertThat(reports()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 429, 503})
    @Requirement("HC-DPI-ACTIVITY")
    void a_provider_that_says_no_takes_nothing_away_here(int status) {
        DPI.provider().activity.answer(status);

        assertThat(seen()).isEqualTo(204);

        assertThat(left()).isEmpty();
        assertThat(browser.visit("/patients").has("#patients")).isTrue();
    }

    @Test
    @Requirement("HC-DPI-ACTIVITY")
    void another_site_and_nobody_report_nothing() {
        assertThat(browser.post("/session/activite", Map.of()).status()).isEqualTo(403);
        DPI.browser().post("/session/activite", Map.of());

        assertThat(reports()).isZero();
    }

    @Test
    @Requirement("HC-DPI-ACTIVITY")
    void a_request_for_a_proof_goes_on_with_the_own_session() {
        browser.visit("/oauth2/authorization/hospiconnect?proof=stronger");

        assertThat(DPI.provider().authorizations.getLast()).containsEntry("sid", sid);
    }
}
