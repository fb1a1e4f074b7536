package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.session.Sessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Signing out at the request of an application. */
@JourneyTest
@Import(ProviderFixture.class)
class LogoutJourneyTest {

    private static final Pattern CONFIRM = Pattern.compile("[?;]confirm=([A-Za-z0-9_-]{43})\"");

    private final ProviderFixture provider;
    private final Sessions sessions;
    private final MovableClock clock;

    @Autowired
    LogoutJourneyTest(ProviderFixture provider, Sessions sessions, MovableClock clock) {
        this.provider = provider;
        this.sessions = sessions;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    @Requirement({"OIDCRPL-2", "OIDCRPL-3"})
    void a_hint_of_this_session_ends_it_and_leads_back_with_state() {
        var dpi = provider.application();
        var camille = provider.signIn();
        var tokens = provider.tokens(camille, dpi);
        String code = provider.code(camille, dpi);

        var answer = signOut(
                dpi,
                camille,
                "id_token_hint",
                tokens.text("id_token"),
                "post_logout_redirect_uri",
                ProviderFixture.AFTER_LOGOUT,
                "state",
                "a b&c");

        assertThat(answer.status()).isBetween(300, 399);
        assertThat(answer.location()).isEqualTo(ProviderFixture.AFTER_LOGOUT + "?state=a%20b%26c");
        assertThat(answer.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("hc_session=;"));
        assertThat(sessions.find(camille.sid())).isEmpty();
        assertThat(dpi.isActive(tokens.text("access_token"))).isFalse();
        assertThat(dpi.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(dpi.redeem(code).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    @Requirement("OIDCRPL-4")
    void an_expired_hint_still_says_whose_session_is_meant() {
        var dpi = provider.application();
        var camille = provider.signIn();
        String hint = provider.tokens(camille, dpi).text("id_token");
        clock.advance(Duration.ofMinutes(20));

        signOut(dpi, camille, "id_token_hint", hint);

        assertThat(sessions.find(camille.sid())).isEmpty();
    }

    @Test
    @Requirement("OIDCRPL-2-CONFIRM")
    void without_a_hint_of_this_session_nothing_ends_before_the_person_says_so() {
        var dpi = provider.application();
        var camille = provider.signIn();
        var elsewhere = provider.signIn(camille.person(), camille.authenticator());
        String other = provider.tokens(elsewhere, dpi).text("id_token");

        var none = signOut(dpi, camille);
        var another = signOut(dpi, camille, "id_token_hint", other);
        var forged = signOut(dpi, camille, "confirm", "A".repeat(43));

        assertThat(Arrays.asList(none, another, forged))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(sessions.find(camille.sid())).isPresent();
        assertThat(sessions.find(elsewhere.sid())).isPresent();
    }

    @Test
    @Requirement("OIDCRPL-2-CONFIRM")
    void the_answer_to_the_question_ends_this_session_and_no_other() {
        var dpi = provider.application();
        var camille = provider.signIn();
        var elsewhere = provider.signIn(camille.person(), camille.authenticator());
        String[] request = {"client_id", dpi.registered().id(), "post_logout_redirect_uri", ProviderFixture.AFTER_LOGOUT
        };
        var question = CONFIRM.matcher(signOut(dpi, camille, request).body());
        assertThat(question.find()).isTrue();

        var done = signOut(dpi, camille, request[0], request[1], request[2], request[3], "confirm", question.group(1));

        assertThat(done.location()).isEqualTo(ProviderFixture.AFTER_LOGOUT);
        assertThat(sessions.find(camille.sid())).isEmpty();
        assertThat(sessions.find(elsewhere.sid())).isPresent();
    }

    @Test
    @Requirement("OIDCRPL-3-ADDRESS")
    void an_address_that_is_not_registered_is_shown_and_nothing_ends() {
        var dpi = provider.application();
        var camille = provider.signIn();
        String hint = provider.tokens(camille, dpi).text("id_token");

        var foreign = signOut(dpi, camille, "id_token_hint", hint, "post_logout_redirect_uri", "https://evil.example/");
        var nobodys = signOut(dpi, camille, "post_logout_redirect_uri", ProviderFixture.AFTER_LOGOUT);
        var mixed = signOut(
                dpi,
                camille,
                "id_token_hint",
                hint,
                "client_id",
                provider.application().registered().id());
        var broken = signOut(dpi, camille, "id_token_hint", hint + "x");
        var access = signOut(
                dpi, camille, "id_token_hint", provider.tokens(camille, dpi).text("access_token"));

        assertThat(Arrays.asList(foreign, nobodys, mixed, broken, access)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.location()).isEmpty();
        });
        assertThat(sessions.find(camille.sid())).isPresent();
    }

    @Test
    void who_is_not_signed_in_is_led_back_at_once() {
        var dpi = provider.application();
        var camille = provider.signIn();
        String hint = provider.tokens(camille, dpi).text("id_token");

        var answer = dpi.get("/connect/logout?"
                + Application.form(
                        Map.of("id_token_hint", hint, "post_logout_redirect_uri", ProviderFixture.AFTER_LOGOUT)));

        assertThat(answer.location()).isEqualTo(ProviderFixture.AFTER_LOGOUT);
        assertThat(sessions.find(camille.sid())).isPresent();
    }

    private static Application.Answer signOut(Application dpi, ProviderFixture.SignedIn person, String... parameters) {
        var form = new LinkedHashMap<String, String>();
        for (int i = 0; i < parameters.length; i += 2) {
            form.put(parameters[i], parameters[i + 1]);
        }
        String cookie = "hc_session=" + person.opened().cookie();
        return dpi.get("/connect/logout?" + Application.form(form), "Cookie", cookie);
    }
}
