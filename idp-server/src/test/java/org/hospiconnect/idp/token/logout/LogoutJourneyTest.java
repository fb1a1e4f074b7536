package org.hospiconnect.idp.token.logout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProviderFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
        String answer = confirmation(signOut(dpi, camille, request));

        var done = signOut(dpi, camille, request[0], request[1], request[2], request[3], "confirm", answer);

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
        var queried = signOut(
                dpi, camille, "id_token_hint", hint, "post_logout_redirect_uri", ProviderFixture.AFTER_LOGOUT + "?a=b");
        var mixed = signOut(
                dpi,
                camille,
                "id_token_hint",
                hint,
                "client_id",
                provider.application().registered().id());
        assertThat(Arrays.asList(foreign, queried, mixed)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.location()).isEmpty();
        });
        assertThat(sessions.find(camille.sid())).isPresent();
    }

    static Stream<UnaryOperator<String>> spoiled() {
        return Stream.of(
                hint -> hint + "x",
                hint -> hint.substring(0, hint.lastIndexOf('.') + 1),
                // alg none
                hint -> "eyJhbGciOiJub25lIn0" + hint.substring(hint.indexOf('.'), hint.lastIndexOf('.') + 1),
                _ -> "no-token",
                _ -> "a.b.c");
    }

    @ParameterizedTest
    @MethodSource("spoiled")
    @Requirement({"OIDCRPL-2-CONFIRM", "OIDCRPL-4-WRONG"})
    void a_wrong_hint_proves_nothing_so_the_person_is_asked_and_led_nowhere(UnaryOperator<String> spoil) {
        var dpi = provider.application();
        var camille = provider.signIn();
        String hint = spoil.apply(provider.tokens(camille, dpi).text("id_token"));

        var asked =
                signOut(dpi, camille, "id_token_hint", hint, "post_logout_redirect_uri", ProviderFixture.AFTER_LOGOUT);
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body()).contains("La demande n’a pas pu être vérifiée").contains("Rester connecté");
        assertThat(sessions.find(camille.sid())).isPresent();

        var left = dpi.get("/connect/logout?confirm=" + confirmation(asked), "Cookie", cookie(camille));
        assertThat(left.status()).isEqualTo(200);
        assertThat(left.body()).contains("Vous avez quitté ce poste");
        assertThat(sessions.find(camille.sid())).isEmpty();
    }

    @Test
    @Requirement({"OIDCRPL-2-CONFIRM", "OIDCRPL-4-WRONG"})
    void other_tokens_of_ours_and_an_address_of_nobody_prove_nothing() {
        var dpi = provider.application();
        var camille = provider.signIn();
        String access = provider.tokens(camille, dpi).text("access_token");

        var another = signOut(dpi, camille, "id_token_hint", access);
        var nobodys = signOut(dpi, camille, "post_logout_redirect_uri", ProviderFixture.AFTER_LOGOUT);

        assertThat(Arrays.asList(another, nobodys)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("La demande n’a pas pu être vérifiée");
            assertThat(answer.body()).doesNotContain("post_logout_redirect_uri");
        });
        assertThat(sessions.find(camille.sid())).isPresent();
    }

    @Test
    @Requirement("OIDCRPL-2-HINTS")
    void only_hints_are_taken_and_the_page_speaks_the_wished_language() {
        var dpi = provider.application();
        var camille = provider.signIn();

        var state = signOut(dpi, camille, "state", "af0ifjsldkj", "logout_hint", "camille");
        var english = signOut(dpi, camille, "ui_locales", "pl en-GB fr");
        var french = signOut(dpi, camille, "ui_locales", "fr-CA en");

        assertThat(state.body()).contains("Quitter ce poste ?").doesNotContain("af0ifjsldkj");
        assertThat(english.body()).contains("Leave this workstation?").contains("lang=\"en\"");
        assertThat(french.body()).contains("Quitter ce poste ?");
        var left = signOut(dpi, camille, "state", "af0ifjsldkj", "confirm", confirmation(state));
        assertThat(left.body()).contains("Vous avez quitté ce poste").doesNotContain("af0ifjsldkj");
    }

    @Test
    @Requirement("OIDCRPL-2-POST")
    void a_form_signs_out_as_a_link_does_from_another_site_too() {
        var dpi = provider.application();
        var camille = provider.signIn();
        var elsewhere = provider.signIn(camille.person(), camille.authenticator());
        var form = new LinkedHashMap<String, String>();
        form.put("post_logout_redirect_uri", ProviderFixture.AFTER_LOGOUT);
        form.put("state", "a b&c");
        form.put("id_token_hint", provider.tokens(camille, dpi).text("id_token"));

        var near = dpi.post("/connect/logout", Application.form(form), "Cookie", cookie(camille));
        assertThat(near.location()).isEqualTo(ProviderFixture.AFTER_LOGOUT + "?state=a%20b%26c");
        assertThat(sessions.find(camille.sid())).isEmpty();

        // browsers keep our cookie from a form of another site
        form.put("id_token_hint", provider.tokens(elsewhere, dpi).text("id_token"));
        var far = dpi.post("/connect/logout", Application.form(form), "Origin", "https://dpi.example");
        assertThat(far.headers().allValues("Set-Cookie")).isEmpty();
        String link = URI.create(dpi.issuer())
                .resolve(far.location())
                .toString()
                .substring(dpi.issuer().length());
        assertThat(link).startsWith("/connect/logout?");
        var done = dpi.get(link, "Cookie", cookie(elsewhere));
        assertThat(done.location()).isEqualTo(ProviderFixture.AFTER_LOGOUT + "?state=a%20b%26c");
        assertThat(sessions.find(elsewhere.sid())).isEmpty();
    }

    @Test
    void a_long_form_of_another_site_takes_nobodys_cookie_away() {
        var dpi = provider.application();

        var answer =
                dpi.post("/connect/logout", "id_token_hint=" + "a".repeat(20_000), "Origin", "https://mallory.example");

        assertThat(answer.location()).endsWith("/connect/logout?id_token_hint=unproved");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void a_form_that_is_longer_than_a_link_is_answered_at_once() {
        var dpi = provider.application();

        var answer = dpi.post("/connect/logout", "state=" + "x".repeat(20_000), "Origin", "https://dpi.example");

        assertThat(answer.status()).isEqualTo(400);
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
        return dpi.get("/connect/logout?" + Application.form(form), "Cookie", cookie(person));
    }

    private static String cookie(ProviderFixture.SignedIn person) {
        return "hc_session=" + person.opened().cookie();
    }

    private static String confirmation(Application.Answer question) {
        var found = CONFIRM.matcher(question.body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
