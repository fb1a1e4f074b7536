package org.hospiconnect.idp.token.logout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProviderFixture;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Whoever presses the other language at the question of leaving is asked the same. */
@JourneyTest
@Import(ProviderFixture.class)
@Requirement("HC-LANGUAGES-KEEP")
class LogoutLanguageJourneyTest {

    private final ProviderFixture provider;
    private Application dpi;
    private ProviderFixture.SignedIn camille;

    @Autowired
    LogoutLanguageJourneyTest(ProviderFixture provider) {
        this.provider = provider;
    }

    @BeforeEach
    void signIn() {
        dpi = provider.application();
        camille = provider.signIn();
    }

    @Test
    void a_request_by_link_keeps_application_address_and_state() {
        var request = new HashMap<>(request());
        request.put("state", "a b&c");
        request.put("ui_locales", "fr");

        String english = get(otherLanguage(get("/connect/logout?" + Application.form(request))));

        assertThat(words(english))
                .contains("Leave this workstation?", dpi.registered().name());
        assertThat(english).contains("state=a%20b%26c", "post_logout_redirect_uri=");
    }

    @Test
    void a_request_by_form_keeps_application_and_address() {
        var asked = dpi.post("/connect/logout", Application.form(request()), "Cookie", cookie());

        String english = get(otherLanguage(asked.body()));
        assertThat(words(english))
                .contains("Leave this workstation?", dpi.registered().name());
        assertThat(english).contains("post_logout_redirect_uri=");
    }

    @Test
    void what_was_not_proved_is_not_in_the_other_language_either() {
        String english = get(otherLanguage(get("/connect/logout?id_token_hint=no-token")));

        assertThat(english).contains("could not be verified");
    }

    @Test
    void a_request_that_says_nothing_has_nothing_to_keep() {
        assertThat(otherLanguage(get("/connect/logout"))).isEqualTo("/connect/logout?lang=en");
    }

    private Map<String, String> request() {
        return Map.of("client_id", dpi.registered().id(), "post_logout_redirect_uri", ProviderFixture.AFTER_LOGOUT);
    }

    private String get(String path) {
        return dpi.get(path, "Cookie", cookie()).body();
    }

    private String cookie() {
        return "hc_session=" + camille.opened().cookie();
    }

    private static String words(String page) {
        return Jsoup.parse(page).text();
    }

    private static String otherLanguage(String page) {
        return Jsoup.parse(page).expectFirst("header nav a[hreflang=en]").attr("href");
    }
}
