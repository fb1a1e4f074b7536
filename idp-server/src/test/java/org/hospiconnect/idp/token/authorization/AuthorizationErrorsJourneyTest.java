package org.hospiconnect.idp.token.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProviderFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Refused authorization requests: shown before the address is proved, redirected after. */
@JourneyTest
@Import(ProviderFixture.class)
class AuthorizationErrorsJourneyTest {

    private final ProviderFixture provider;

    @Autowired
    AuthorizationErrorsJourneyTest(ProviderFixture provider) {
        this.provider = provider;
    }

    @ParameterizedTest
    @Requirement({"RFC6749-3.1.2.4", "OIDCC-3.1.2.6", "RFC9700-4.1.3"})
    @CsvSource({
        "client_id,    unknown,                                                        CLIENT_UNKNOWN",
        "client_id,    '',                                                             CLIENT_MISSING",
        "redirect_uri, '',                                                             REDIRECT_MISSING",
        "redirect_uri, https://evil.example/cb,                                        REDIRECT_UNKNOWN",
        "redirect_uri, http://localhost:8080/login/oauth2/code/hospiconnect/,          REDIRECT_UNKNOWN",
        "redirect_uri, http://localhost:8081/login/oauth2/code/hospiconnect,           REDIRECT_UNKNOWN",
        "redirect_uri, http://localhost:8080/login/oauth2/code/hospiconnect?from=a+b,  REDIRECT_UNKNOWN"
    })
    void before_the_address_is_proved_the_error_is_shown(String name, String value, String code) {
        var dpi = provider.application();

        var answer = authorize(dpi, Map.of(name, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.location()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(answer.body()).contains(code).containsPattern("[0-9A-Z]{4}-[0-9A-Z]{4}");
    }

    @ParameterizedTest
    @Requirement({"RFC6749-4.1.2.1-REDIRECT", "RFC9207-2"})
    @CsvSource({
        "response_type,         token,        unsupported_response_type",
        "response_type,         '',           invalid_request",
        "scope,                 openid admin, invalid_scope",
        "code_challenge_method, plain,        invalid_request",
        "code_challenge,        '',           invalid_request",
        "request,               e30.e30.,     request_not_supported",
        "request_uri,           urn:x,        request_uri_not_supported"
    })
    void after_it_the_error_goes_to_the_application(String name, String value, String error) {
        var dpi = provider.application();

        var answer = authorize(dpi, Map.of(name, value));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).startsWith(ProviderFixture.REDIRECT + "?");
        assertThat(answer.redirect())
                .containsEntry("error", error)
                .containsEntry("state", "s t+a%te&")
                .containsEntry("iss", dpi.issuer())
                .doesNotContainKey("code");
    }

    @Test
    @Requirement("RFC6749-3.1-DOUBLED")
    void doubled_parameters_are_shown_or_redirected_like_any_other_error() {
        var dpi = provider.application();
        String request = "/oauth2/authorize?" + Application.form(dpi.request());

        var address = dpi.get(request + "&redirect_uri=https%3A%2F%2Fevil.example");
        var client = dpi.get(request + "&client_id=other");
        var scope = dpi.get(request + "&scope=openid");
        var state = dpi.get(request + "&state=other");

        assertThat(address.status()).isEqualTo(400);
        assertThat(client.status()).isEqualTo(400);
        assertThat(scope.redirect()).containsEntry("error", "invalid_request");
        assertThat(state.redirect()).containsEntry("error", "invalid_request").doesNotContainKey("state");
    }

    @Test
    @Requirement("HC-REQUEST-CHARACTERS")
    void control_characters_are_refused_before_anything_reads_them() {
        var dpi = provider.application();

        assertThat(authorize(dpi, Map.of("client_id", "a\0b")).status()).isEqualTo(400);
        assertThat(authorize(dpi, Map.of("state", "a\nb")).body()).contains("PARAMETER_MALFORMED");
        assertThat(dpi.get("/connect/logout?client_id=a%00b").status()).isEqualTo(400);
        assertThat(dpi.post(
                                "/oauth2/token",
                                "grant_type=refresh_token&refresh_token=%00",
                                "Authorization",
                                "Basic AAAA")
                        .status())
                .isIn(400, 401);
        assertThat(dpi.refresh("a\0b").status()).isEqualTo(400);
        assertThat(dpi.redeem("a\0b").status()).isEqualTo(400);
    }

    @Test
    void a_registered_address_with_a_query_keeps_it() {
        var dpi = provider.application();

        var answer = authorize(
                dpi, Map.of("redirect_uri", ProviderFixture.REDIRECT + "?from=a%20b", "response_type", "token"));

        assertThat(answer.location()).startsWith(ProviderFixture.REDIRECT + "?from=a%20b&error=");
    }

    @Test
    @Requirement("OIDCC-3.1.2.1-POST")
    void a_request_may_come_by_form() {
        var dpi = provider.application();
        var wrong = new LinkedHashMap<>(dpi.request());
        wrong.put("response_type", "token");

        var answer = dpi.post("/oauth2/authorize", Application.form(wrong));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.redirect()).containsEntry("error", "unsupported_response_type");
    }

    @Test
    void the_page_of_refused_requests_is_not_a_page_of_its_own() {
        var dpi = provider.application();

        assertThat(dpi.get("/refused").status()).isIn(401, 403, 404);
    }

    private static Application.Answer authorize(Application dpi, Map<String, String> changes) {
        var request = new LinkedHashMap<>(dpi.request());
        request.putAll(changes);
        return dpi.get("/oauth2/authorize?" + Application.form(request));
    }
}
