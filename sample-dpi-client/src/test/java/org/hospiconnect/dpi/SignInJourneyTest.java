package org.hospiconnect.dpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in, being known or not, leaving; what the browser is told to protect. */
class SignInJourneyTest {

    private static final RunningDpi DPI = RunningDpi.shared();

    private final RunningDpi.Browser browser = DPI.browser();

    @BeforeEach
    void start() {
        DPI.provider().reset();
    }

    @Test
    @Requirement("HC-DPI-WHO")
    void a_sign_in_shows_who_in_which_situation_at_which_level() {
        var page = browser.signIn();

        assertThat(page.at().getPath()).isEqualTo("/patients");
        assertThat(page.text("#me-name")).isEqualTo("Élise EXEMPLE");
        assertThat(page.text("#me-matricule")).isEqualTo("M-TEST-1");
        assertThat(page.text("#me-situation")).isEqualTo("Médecin · Cardiologie · CH FICTIF DE VALMONT");
        assertThat(page.text("#me-level")).isEqualTo("niveau substantiel");
        assertThat(page.document().expectFirst("#me").attr("data-sid")).isEqualTo("sid-1");
        assertThat(page.document().select("#patients tbody tr")).hasSize(6);
    }

    @Test
    @Requirement("RFC7636-4.3")
    void the_request_carries_pkce_nonce_and_state_and_the_secret_goes_in_the_header() throws Exception {
        browser.signIn();

        var asked = DPI.provider().authorizations.getLast();
        var redeemed = DPI.provider().tokenRequests.getLast();
        assertThat(asked)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", "openid profile rpps work_situation")
                .containsEntry("redirect_uri", DPI.address("/login/oauth2/code/hospiconnect"))
                .containsKeys("nonce", "state")
                .doesNotContainKeys("max_age", "acr_values");
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(String.valueOf(redeemed.get("code_verifier")).getBytes(StandardCharsets.US_ASCII));
        assertThat(asked.get("code_challenge"))
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        assertThat(redeemed.get("authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder()
                                .encodeToString("sample-dpi:a-secret".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    @Requirement("HC-DPI-PAR")
    void the_browser_carries_the_name_of_a_pushed_request_and_nothing_of_what_was_asked() {
        browser.signIn();

        var toProvider = browser.redirections().stream()
                .map(answer -> answer.headers().firstValue("Location").orElseThrow())
                .filter(address -> address.startsWith(DPI.provider().issuer()))
                .toList();
        assertThat(toProvider)
                .singleElement()
                .asString()
                .startsWith(
                        DPI.provider().issuer()
                                + "/oauth2/authorize?client_id=sample-dpi&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A")
                .doesNotContain("redirect_uri", "scope", "state", "nonce");
        assertThat(browser.visit("/coulisses").text("#pushed")).contains("urn:ietf:params:oauth:request_uri:");
    }

    static Stream<StubPushed.Answer> notPushed() {
        return Stream.of(
                new StubPushed.Answer(400, "{\"error\":\"invalid_request\"}"),
                new StubPushed.Answer(503, "<html>"),
                new StubPushed.Answer(201, "{\"expires_in\":90}"),
                new StubPushed.Answer(200, "{\"request_uri\":\"urn:x\"}"));
    }

    @ParameterizedTest
    @MethodSource("notPushed")
    @Requirement("HC-DPI-PAR")
    void a_request_that_was_not_taken_is_a_sentence_and_never_sent_by_the_browser(StubPushed.Answer answer) {
        DPI.provider().refusePushed(answer);

        var page = browser.signIn();

        assertThat(page.has("#sign-in-failed")).isTrue();
        assertThat(browser.redirections())
                .extracting(hop -> hop.headers().firstValue("Location").orElseThrow())
                .noneMatch(address -> address.startsWith(DPI.provider().issuer()));
    }

    @Test
    @Requirement("HC-DPI-UNKNOWN")
    void somebody_without_an_account_reads_so_and_sees_no_patient() {
        DPI.provider().next(Person.usual().as("local-9", "M-OTHER"));

        var page = browser.signIn();

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text("#unknown")).contains("ne vous connaît pas", "M-OTHER");
        assertThat(browser.visit("/patients/P-1001").has("#patient")).isFalse();
    }

    @Test
    @Requirement("HC-DPI-UNKNOWN")
    void a_matricule_that_comes_back_under_another_sub_is_a_stranger() {
        DPI.provider().next(Person.usual().as("local-2", "M-TEST-2"));
        assertThat(browser.signIn().has("#patients")).isTrue();

        DPI.provider().next(Person.usual().as("local-22", "M-TEST-2"));

        assertThat(DPI.browser().signIn().has("#unknown")).isTrue();
    }

    @Test
    @Requirement("OIDCC-3.1.3.7-NONCE")
    void a_token_with_another_nonce_signs_nobody_in() {
        DPI.provider().forgetNonce();

        assertThat(browser.signIn().has("#sign-in-failed")).isTrue();
        assertThat(browser.visit("/patients").has("#sign-in")).isTrue();
    }

    @Test
    void a_refusal_by_the_provider_is_a_sentence_and_a_way_to_try_again() {
        DPI.provider().refuseAuthorization("access_denied");

        var page = browser.signIn();

        assertThat(page.has("#sign-in-failed")).isTrue();
        assertThat(page.document().expectFirst("#sign-in").attr("href")).isEqualTo("/connexion");
    }

    @Test
    void a_page_that_was_asked_before_signing_in_is_where_one_arrives() {
        assertThat(browser.visit("/patients/P-1002").has("#sign-in")).isTrue();

        assertThat(browser.signIn().document().expectFirst("#patient").attr("data-ipp"))
                .isEqualTo("P-1002");
    }

    @Test
    @Requirement("HC-DPI-LEAVE")
    void leaving_ends_both_sessions() {
        var page = browser.signIn();

        var left = browser.submit(page, "form.leave", Map.of());

        assertThat(left.at().toString()).startsWith(DPI.provider().issuer() + "/connect/logout");
        assertThat(left.at().getQuery())
                .contains("id_token_hint=", "post_logout_redirect_uri=" + DPI.address("/parti"));
        assertThat(browser.visit("/parti").text("#left")).contains("votre session est terminée");
        assertThat(browser.visit("/patients").has("#sign-in")).isTrue();
    }

    @Test
    void a_form_without_its_csrf_token_does_nothing() {
        browser.signIn();

        assertThat(browser.post("/logout", Map.of()).status()).isEqualTo(403);
        assertThat(browser.visit("/patients").has("#patients")).isTrue();
    }

    @Test
    void the_session_cookie_has_a_name_of_its_own_and_is_kept_from_scripts() {
        browser.visit("/patients");
        var cookie = browser.redirections().getFirst().headers().firstValue("Set-Cookie");

        assertThat(cookie)
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("dpi_session=").contains("HttpOnly", "SameSite=Lax"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/patients",
                "/patients/P-1001",
                "/patients/P-1001/dmp",
                "/patients/P-1001/stupefiant",
                "/session",
                "/connexion?echec"
            })
    @Requirement("HC-DPI-CSP")
    void no_page_has_an_inline_script_or_style_and_the_policy_forbids_them(String path) {
        browser.signIn();

        var page = browser.visit(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.answer().headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains(
                                "default-src 'none'",
                                "frame-ancestors 'none'",
                                "form-action 'self' " + DPI.provider().issuer())
                        .doesNotContain("unsafe"));
        assertThat(page.document().select("script:not([src]), style, [style], [onclick], [onload]"))
                .isEmpty();
        assertThat(page.document().html()).doesNotContain(" th:");
        assertThat(page.document().select("html").attr("lang")).isEqualTo("fr");
        assertThat(page.document().select("h1, h2")).isNotEmpty();
    }

    @Test
    void a_page_that_does_not_exist_says_so() {
        browser.signIn();

        assertThat(browser.visit("/patients/P-9999").status()).isEqualTo(404);
        assertThat(browser.visit("/patients/P-9999").document().text()).contains("n'existe pas");
    }
}
