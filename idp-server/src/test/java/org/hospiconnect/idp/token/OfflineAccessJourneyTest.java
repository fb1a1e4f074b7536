package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.session.Sessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The scope {@code offline_access} (OpenID Connect Core §11). */
@JourneyTest
@Import(ProviderFixture.class)
class OfflineAccessJourneyTest {

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final ProviderFixture provider;
    private final Clients clients;
    private final Sessions sessions;
    private final MovableClock clock;

    @Autowired
    OfflineAccessJourneyTest(ProviderFixture provider, Clients clients, Sessions sessions, MovableClock clock) {
        this.provider = provider;
        this.clients = clients;
        this.sessions = sessions;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    @Requirement("OIDCC-11")
    void without_the_persons_agreement_it_is_as_if_it_had_not_been_asked() {
        var app = offlineApplication();
        var tokens = app.redeem(
                app.authorize(provider.signIn(), request(app)).redirect().getOrDefault("code", ""));

        assertThat(tokens.text("scope").split(" ", -1)).containsExactlyInAnyOrder("openid", "profile");
    }

    @Test
    @Requirement({"OIDCC-11", "HC-OFFLINE-SESSION"})
    void with_it_the_application_refreshes_as_long_as_the_session_is_open_and_no_longer() {
        var app = offlineApplication();
        var camille = provider.signIn();
        var request = request(app);
        request.put("prompt", "consent");

        var tokens = app.redeem(agreed(app, camille, request));

        assertThat(tokens.text("scope").split(" ", -1))
                .containsExactlyInAnyOrder("openid", "profile", "offline_access");
        for (int i = 0; i < 9; i++) {
            clock.advance(Duration.ofMinutes(25));
            assertThat(sessions.findByCookie(camille.opened().cookie())).isPresent();
            tokens = app.refresh(tokens.text("refresh_token"));
            assertThat(tokens.status()).as("after " + 25 * (i + 1) + " min").isEqualTo(200);
        }
        clock.advance(Duration.ofMinutes(16));
        assertThat(app.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    private Application offlineApplication() {
        var app = provider.application();
        var registered = ExampleApplication.like(app.registered())
                .scopes("openid", "profile", "offline_access")
                .get();
        clients.put(registered);
        return new Application(app.issuer(), registered, app.secret());
    }

    private static Map<String, String> request(Application app) {
        var request = new LinkedHashMap<>(app.request());
        request.put("scope", "openid profile offline_access");
        return request;
    }

    /** The code that the person's agreement gives. */
    private static String agreed(Application app, ProviderFixture.SignedIn person, Map<String, String> request) {
        var kept = app.authorize(person, request);
        String id = kept.redirect().getOrDefault("s", "");
        String browser = kept.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        String cookies = browser + "; hc_session=" + person.opened().cookie();
        var page = app.get("/signin/consent?s=" + id, "Cookie", cookies);
        assertThat(page.body()).contains("le droit de renouveler son accès sans vous");
        var csrf = CSRF.matcher(page.body());
        assertThat(csrf.find()).isTrue();
        app.post(
                "/signin/consent",
                Application.form(Map.of("s", id, "csrf", csrf.group(1), "agree", "true", "shown", "")),
                "Cookie",
                cookies);
        return app.get("/oauth2/authorize?hc_signin=" + id, "Cookie", cookies)
                .redirect()
                .getOrDefault("code", "");
    }
}
