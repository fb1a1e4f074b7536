package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What the plan FAPI 2.0 Security Profile sends where requests are pushed and brought, and what it looks at. */
@JourneyTest
@Import({ProviderFixture.class, FapiStage.class})
class ConformanceFapiJourneyTest {

    private final ProviderFixture provider;
    private final FapiStage stage;
    private final MovableClock clock;

    @Autowired
    ConformanceFapiJourneyTest(ProviderFixture provider, FapiStage stage, MovableClock clock) {
        this.provider = provider;
        this.stage = stage;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @ParameterizedTest
    @CsvSource({"nonce,43", "nonce,64", "nonce,384", "nonce,", "state,128", "state,1000", "state,"})
    @Requirement({"RFC9207-2", "OIDCC-3.1.2.1", "FAPI2SP-5.3.2.2"})
    void nonce_and_state_of_any_length_come_back_whole(String name, Integer length) throws ParseException {
        var client = stage.client();
        String value = length == null ? null : "aZ9-".repeat(250).substring(0, length);
        var request = FapiStage.changed(client.dpi().request(), name, value);

        var pushed = FapiStage.pushed(client, request);
        var answer = stage.arrive(client, provider.signIn(), pushed.text("request_uri"));
        var tokens = stage.redeem(client, FapiStage.redemption(answer.redirect().getOrDefault("code", "")));

        assertThat(pushed.status()).isEqualTo(201);
        assertThat(answer.redirect().get("state")).isEqualTo(request.get("state"));
        assertThat(answer.redirect()).containsEntry("iss", client.dpi().issuer());
        assertThat(tokens.text("token_type")).isEqualTo("DPoP");
        assertThat(SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet().getStringClaim("nonce"))
                .isEqualTo(request.get("nonce"));
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri,,invalid_request",
        "redirect_uri,https://localhost:8443/test/a/x/callback/foo,invalid_request",
        "response_type,code id_token,unsupported_response_type",
        "response_type,token,unsupported_response_type",
        "code_challenge,,invalid_request",
        "code_challenge_method,plain,invalid_request",
        "request_uri,urn:ietf:params:oauth:request_uri:x,invalid_request"
    })
    @Requirement({"RFC9126-2.3", "FAPI2SP-5.3.2.2"})
    void a_wrong_request_is_refused_where_it_is_pushed(String name, String value, String error) {
        var client = stage.client();

        var answer = FapiStage.pushed(client, FapiStage.changed(client.dpi().request(), name, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo(error);
    }

    @Test
    @Requirement({"RFC9126-2.1", "FAPI2SP-5.3.2.2"})
    void a_request_is_pushed_by_post_and_not_brought_by_the_browser() throws Exception {
        var client = stage.client();
        var request = HttpRequest.newBuilder(URI.create(client.dpi().issuer() + "/oauth2/par"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        Application.form(client.dpi().request())))
                .build();

        var put = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        var brought = client.dpi().authorize(provider.signIn(), client.dpi().request());

        assertThat(put.statusCode()).isBetween(400, 499);
        assertThat(brought.redirect()).containsEntry("error", "invalid_request").doesNotContainKey("code");
    }

    @Test
    @Requirement({"RFC9126-7.3", "RFC9126-4"})
    void a_request_uri_is_loaded_twice_answered_once_ends_and_is_of_one_client() {
        var client = stage.client();
        var camille = provider.signIn();
        String uri = FapiStage.pushed(client, client.dpi().request()).text("request_uri");
        String late = FapiStage.pushed(client, client.dpi().request()).text("request_uri");
        var visit = "/oauth2/authorize?"
                + Application.form(Map.of("client_id", client.dpi().registered().id(), "request_uri", uri));

        assertThat(client.dpi().get(visit, "Accept", "text/html").location()).contains("/signin");
        assertThat(client.dpi().get(visit, "Accept", "text/html").location()).contains("/signin");
        assertThat(stage.arrive(stage.client(), camille, uri).location()).isEmpty();
        assertThat(stage.arrive(client, camille, uri).redirect()).containsKey("code");
        assertThat(stage.arrive(client, camille, uri).location()).isEmpty();
        clock.advance(Duration.ofSeconds(91));
        assertThat(stage.arrive(client, camille, late).location()).isEmpty();
    }
}
