package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** The link to the other language shows the same page again, whatever request made it; a page that none can show has no link. */
@JourneyTest
@Import(SignInRoad.class)
@Requirement("HC-LANGUAGES-KEEP")
class LanguageLinkJourneyTest {

    private static final String KEY = "form:has(input[name=credential])";
    private static final String CODE = "form:has(input[name=code])";
    private static final Map<String, String> GIVEN_UP = Map.of("failure", "NotAllowedError");

    private final SignInRoad road;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    LanguageLinkJourneyTest(SignInRoad road) {
        this.road = road;
    }

    @BeforeEach
    void registerTheApplication() {
        road.register(client, Level.SUBSTANTIAL);
    }

    @ParameterizedTest
    @CsvSource({
        "client_id,    unknown,                  CLIENT_UNKNOWN",
        "client_id,    '',                       CLIENT_MISSING",
        "redirect_uri, https://evil.example/cb,  REDIRECT_UNKNOWN",
        "hc_signin,    AAAAAAAAAAAAAAAAAAAAAA,   SIGN_IN_OVER"
    })
    void a_refused_authorization_request_by_link_or_by_form(String name, String value, String code) {
        String link = road.request(client, Map.of(name, value));
        URI form = URI.create(road.page("/oauth2/authorize"));

        staysTheSame(visitor.visit(link), code);
        staysTheSame(visitor.post(form, parameters(link)), code);
    }

    @Test
    void a_refused_request_to_sign_out_by_link_or_by_form() {
        new KeyAtPage(visitor, road.enrolledKey(road.somebody(1), true))
                .signIn(visitor.visit(road.request(client, Map.of())));
        String path = road.page("/connect/logout");

        staysTheSame(visitor.visit(path + "?client_id=unknown"), "CLIENT_UNKNOWN");
        staysTheSame(visitor.post(URI.create(path), Map.of("client_id", "unknown")), "CLIENT_UNKNOWN");
    }

    @Test
    void a_key_that_was_refused() {
        Page signIn = visitor.submit(visitor.visit(road.request(client, Map.of())), KEY, GIVEN_UP);

        staysTheSame(signIn, "SIGNIN-GIVEN-UP");
    }

    @Test
    void a_key_that_was_refused_at_its_enrolment() {
        Page opened = visitor.submit(
                visitor.visit(road.page("/enrol")), CODE, Map.of("code", road.activationCode(road.somebody(0), true)));
        staysTheSame(visitor.submit(opened, KEY, GIVEN_UP), "ENROLMENT-GIVEN-UP");
    }

    @Test
    void a_code_that_was_refused() {
        Page asked = visitor.visit(road.page("/enrol"));

        staysTheSame(visitor.submit(asked, CODE, Map.of("code", "WRONG")), "ENROLMENT-CODE");
    }

    @ParameterizedTest
    @CsvSource({"/leave, csrf=x, HTTP-403", "/signin/consent, s=x&csrf=x&agree=true, HTTP-410"})
    void an_error_of_a_form(String path, String form, String code) {
        var fields = parameters("?" + form);

        staysTheSame(visitor.post(URI.create(road.page(path)), fields), code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere?a=b&a=%3Cc%3E&lang=fr", "/signin?s=x"})
    void an_error_of_a_link_is_asked_for_again_as_it_was(String path) {
        Page error = visitor.visit(road.page(path));
        Page english = visitor.visit(other(error));

        assertThat(english.text(".code")).isEqualTo(error.text(".code"));
        assertThat(URI.create(other(error)).getRawQuery()).isEqualTo(query(path) + "&lang=en");
    }

    @Test
    void an_answer_that_goes_out_once_has_both_languages_and_no_link() {
        var key = road.enrolledKey(road.somebody(1), true);
        Page answer = new KeyAtPage(visitor, key)
                .signIn(visitor.visit(road.request(client, Map.of("response_mode", "form_post"))));

        assertThat(answer.has("form#answer input[name=code]")).isTrue();
        assertThat(answer.has("header nav")).isFalse();
        assertThat(answer.text("[lang=en]")).startsWith("To go back to your application");
    }

    @Test
    void a_receipt_is_shown_once_and_has_no_link() {
        var browser = new Visitor();
        Page opened = browser.submit(
                browser.visit(road.page("/enrol")), CODE, Map.of("code", road.activationCode(road.somebody(0), true)));

        Page receipt = new KeyAtPage(browser, road.key()).enrol(opened, "Ma clé");

        assertThat(receipt.text("h1")).isEqualTo("Votre clé est enregistrée");
        assertThat(receipt.has("header nav")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/refused?code=CLIENT_UNKNOWN",
                "/refused?code=CALL+ME&reference=7F3K-2QXM",
                "/refused?code=CLIENT_UNKNOWN&reference=CALL-0123",
                "/error-again?status=200&reference=7F3K-2QXM",
                "/error-again?status=410&reference=%3Cb%3E"
            })
    void such_a_page_says_nothing_but_our_words(String path) {
        assertThat(visitor.visit(road.page(path)).status()).isEqualTo(404);
    }

    private void staysTheSame(Page page, String code) {
        assertThat(page.text(".code")).isEqualTo(code);
        Page english = visitor.visit(other(page));
        Page french = visitor.visit(english.element("header nav a[hreflang=fr]").absUrl("href"));

        assertThat(english.element("html").attr("lang")).isEqualTo("en");
        assertThat(french.text("main")).isEqualTo(page.text("main"));
        for (Page again : List.of(english, french)) {
            assertThat(again.text(".code")).isEqualTo(code);
            assertThat(again.text(".reference")).isEqualTo(page.text(".reference"));
        }
    }

    private static String other(Page page) {
        return page.element("header nav a[hreflang=en]").absUrl("href");
    }

    private static String query(String path) {
        return path.substring(path.indexOf('?') + 1).replace("&lang=fr", "");
    }

    private static Map<String, String> parameters(String link) {
        return List.of(query(link).split("&")).stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> java.net.URLDecoder.decode(pair[1], java.nio.charset.StandardCharsets.UTF_8)));
    }
}
