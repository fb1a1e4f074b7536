package org.hospiconnect.idp.token.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProviderFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Authorization requests that the application pushes (RFC 9126), right and wrong. */
@JourneyTest
@Import(ProviderFixture.class)
class PushedRequestJourneyTest {

    private final ProviderFixture provider;
    private final Clients clients;
    private final MovableClock clock;

    @Autowired
    PushedRequestJourneyTest(ProviderFixture provider, Clients clients, MovableClock clock) {
        this.provider = provider;
        this.clients = clients;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    @Requirement({"RFC9126-2.2", "RFC9126-4"})
    void what_was_pushed_is_the_request_whatever_stands_beside_it() {
        var dpi = provider.application();
        var camille = provider.signIn();
        var pushed = dpi.post("/oauth2/par", dpi.request());

        assertThat(pushed.status()).isEqualTo(201);
        assertThat(pushed.json()).containsEntry("expires_in", 90).containsOnlyKeys("request_uri", "expires_in");
        assertThat(pushed.text("request_uri")).startsWith("urn:ietf:params:oauth:request_uri:");
        assertThat(pushed.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        var arrived = use(
                dpi,
                camille,
                Map.of(
                        "request_uri", pushed.text("request_uri"),
                        "redirect_uri", "https://evil.example/",
                        "state", "other",
                        "scope", "openid admin"));
        assertThat(arrived.location()).startsWith(ProviderFixture.REDIRECT + "?");
        assertThat(arrived.redirect()).containsEntry("state", "s t+a%te&").containsKey("code");
        assertThat(dpi.redeem(arrived.redirect().getOrDefault("code", "")).status())
                .isEqualTo(200);
    }

    @Test
    @Requirement("RFC9126-7.3")
    void a_pushed_request_is_answered_once_and_may_be_loaded_before() {
        var dpi = provider.application();
        var camille = provider.signIn();
        var uri = Map.of("request_uri", dpi.post("/oauth2/par", dpi.request()).text("request_uri"));

        assertThat(dpi.get("/oauth2/authorize?" + Application.form(named(dpi, uri)), "Accept", "text/html")
                        .location())
                .contains("/signin");
        assertThat(use(dpi, camille, uri).redirect()).containsKey("code");
        assertThat(use(dpi, camille, uri).status()).isEqualTo(400);
        assertThat(use(dpi, camille, uri).body()).contains("REQUEST_URI_UNKNOWN");
    }

    @Test
    @Requirement("RFC9126-2.2")
    void a_pushed_request_is_its_clients_and_ends() {
        var dpi = provider.application();
        var other = provider.application();
        var camille = provider.signIn();
        var uri = Map.of("request_uri", dpi.post("/oauth2/par", dpi.request()).text("request_uri"));

        assertThat(use(other, camille, uri).body()).contains("REQUEST_URI_UNKNOWN");
        clock.advance(Duration.ofSeconds(90));
        assertThat(use(dpi, camille, uri).body()).contains("REQUEST_URI_UNKNOWN");
        assertThat(use(dpi, camille, Map.of("request_uri", "urn:ietf:params:oauth:request_uri:unknown"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @Requirement("RFC9126-2.3")
    @CsvSource({
        "request_uri,   urn:ietf:params:oauth:request_uri:x, invalid_request",
        "client_id,     other,                               invalid_request",
        "redirect_uri,  https://evil.example/cb,             invalid_request",
        "scope,         openid admin,                        invalid_scope",
        "response_type, token,                               unsupported_response_type",
        "code_challenge_method, plain,                       invalid_request",
        "resource,      https://evil.example/,               invalid_target",
        "claims,        '{\"id_token\":[]}',                  invalid_request",
        "dpop_jkt,      short,                               invalid_request"
    })
    void a_wrong_request_is_refused_when_it_is_pushed(String name, String value, String error) {
        var dpi = provider.application();
        var request = dpi.request();
        request.put(name, value);

        var answer = dpi.post("/oauth2/par", request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).containsEntry("error", error).containsKey("error_description");
    }

    @Test
    @Requirement("RFC9126-2.1")
    void a_stranger_pushes_nothing() {
        var dpi = provider.application();

        assertThat(dpi.post("/oauth2/par", Application.form(dpi.request())).status())
                .isEqualTo(401);
        assertThat(dpi.get("/oauth2/par").status()).isIn(401, 404, 405);
    }

    @Test
    @Requirement("RFC9126-5")
    void a_client_that_must_push_is_refused_by_the_browsers_way() {
        var dpi = provider.application();
        var camille = provider.signIn();
        clients.put(ExampleApplication.like(dpi.registered())
                .tokens(new TokenRules(
                        TokenRules.Binding.NONE,
                        true,
                        false,
                        TokenRules.SubjectType.PUBLIC,
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        Set.of(),
                        Map.of()))
                .get());

        assertThat(dpi.authorize(camille, dpi.request()).redirect())
                .containsEntry("error", "invalid_request")
                .doesNotContainKey("code");
        var uri = dpi.post("/oauth2/par", dpi.request()).text("request_uri");
        assertThat(use(dpi, camille, Map.of("request_uri", uri)).redirect()).containsKey("code");
    }

    @Test
    @Requirement("HC-OWN-PARAMETERS")
    void parameters_of_ours_are_not_taken_from_outside() {
        var dpi = provider.application();
        var camille = provider.signIn();
        var request = dpi.request();
        request.put("hc_subject", "somebody-else");
        request.put("hc_pushed", "urn:ietf:params:oauth:request_uri:x");

        assertThat(dpi.authorize(camille, request).redirect()).containsKey("code");
        assertThat(dpi.get("/oauth2/authorize?hc_signin=unknown&client_id=x").body())
                .contains("SIGN_IN_OVER");
    }

    private static Map<String, String> named(Application dpi, Map<String, String> more) {
        var request = new java.util.LinkedHashMap<>(more);
        request.put("client_id", dpi.registered().id());
        return request;
    }

    private static Application.Answer use(
            Application dpi, ProviderFixture.SignedIn person, Map<String, String> parameters) {
        return dpi.authorize(person, named(dpi, parameters));
    }
}
