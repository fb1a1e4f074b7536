package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What the plans Basic and Form Post Basic send to a client of profile {@code legacy}, and what they look at. */
@JourneyTest
@Import(ProviderFixture.class)
class ConformanceBasicJourneyTest {

    private static final String STATE = "Zq7".repeat(43).substring(0, 128);

    private final ProviderFixture provider;
    private final Clients clients;
    private final MovableClock clock;

    @Autowired
    ConformanceBasicJourneyTest(ProviderFixture provider, Clients clients, MovableClock clock) {
        this.provider = provider;
        this.clients = clients;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    private Application legacy() {
        var known = provider.application(RelyingApplication.Profile.LEGACY);
        var registered = ExampleApplication.like(known.registered())
                .scopes("openid", "profile", "email", "offline_access")
                .get();
        clients.put(registered);
        return new Application(known.issuer(), registered, known.secret());
    }

    /** As the suite asks: no PKCE, a long state. */
    private static Map<String, String> request(Application client) {
        var request = new LinkedHashMap<>(client.request());
        request.keySet().removeIf(name -> name.startsWith("code_challenge"));
        request.put("scope", "openid");
        request.put("state", STATE);
        return request;
    }

    private static Application.Answer tokens(Application client, Application.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(302, 303);
        assertThat(answer.redirect()).containsOnlyKeys("code", "state", "iss").containsEntry("state", STATE);
        return client.post(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        answer.redirect().getOrDefault("code", ""),
                        "redirect_uri",
                        ProviderFixture.REDIRECT));
    }

    private static JWTClaimsSet idToken(Application.Answer tokens) throws ParseException {
        return SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "extra|foobar",
                "display|page",
                "display|popup",
                "ui_locales|se",
                "claims_locales|se",
                "login_hint|buffy@localhost",
                "max_age|10000",
                "acr_values|1 2",
                "prompt|none",
                "nonce|",
                "scope|profile email openid",
                "claims|{\"userinfo\":{\"name\":{\"essential\":true}}}"
            })
    @Requirement({"OIDCC-3.1.2.1", "OIDCC-15.1-PARAMETERS"})
    void a_request_that_says_one_thing_more_or_less_gives_tokens(String name, String value) throws ParseException {
        var client = legacy();
        var request = request(client);
        if (value == null) {
            request.remove(name);
        } else {
            request.put(name, value);
        }

        var tokens = tokens(client, client.authorize(provider.signIn(), request));

        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(tokens.headers().allValues("Cache-Control").toString()).contains("no-store");
        assertThat(tokens.text("token_type")).isEqualTo("Bearer");
        assertThat(SignedJWT.parse(tokens.text("id_token")).getHeader().getKeyID())
                .isNotEmpty();
        var claims = idToken(tokens);
        assertThat(claims.getIssuer()).isEqualTo(client.issuer());
        assertThat(claims.getAudience()).containsExactly(client.registered().id());
        assertThat(claims.getStringClaim("nonce")).isEqualTo(request.get("nonce"));
        assertThat(claims.getClaim("auth_time")).isNotNull();
    }

    @Test
    @Requirement({"OIDCC-5.5", "OIDCC-5.1-NAME"})
    void an_essential_name_is_told_by_userinfo_and_not_by_the_id_token() throws ParseException {
        var client = legacy();
        var request = request(client);
        request.put("claims", "{\"userinfo\":{\"name\":{\"essential\":true}}}");

        var tokens = tokens(client, client.authorize(provider.signIn(), request));
        var info = client.userInfo(tokens.text("access_token")).json();

        assertThat(info).containsEntry("name", "Camille EXEMPLE").doesNotContainKey("family_name");
        assertThat(idToken(tokens).getClaims()).doesNotContainKey("name");
    }

    @Test
    @Requirement("OIDCC-5.3.1")
    void userinfo_answers_alike_in_all_three_ways() {
        var client = legacy();
        String token = tokens(client, client.authorize(provider.signIn(), request(client)))
                .text("access_token");

        var got = client.userInfo(token);
        var posted = client.post("/userinfo", "", "Authorization", "Bearer " + token);
        var inBody = client.post("/userinfo", Application.form(Map.of("access_token", token)));

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(posted.json()).isEqualTo(got.json());
        assertThat(inBody.json()).isEqualTo(got.json());
    }

    @Test
    @Requirement({"OIDCC-3.1.2.1", "RFC7636-4.4.1"})
    void a_request_comes_by_post_and_with_a_proof_key_too() {
        var client = legacy();
        var camille = provider.signIn();
        var keyed = new LinkedHashMap<>(client.request());
        keyed.put("scope", "openid");
        String cookie = "hc_session=" + camille.opened().cookie();

        var posted = client.post(
                "/oauth2/authorize", Application.form(request(client)), "Cookie", cookie, "Accept", "text/html");
        String code = client.authorize(camille, keyed).redirect().getOrDefault("code", "");

        assertThat(tokens(client, posted).status()).isEqualTo(200);
        assertThat(client.redeem(code).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "response_type,,invalid_request",
        "request,UNSIGNED,request_not_supported",
        "request_uri,https://localhost:8443/test/a/hospiconnect/requesturi,request_uri_not_supported"
    })
    @Requirement({"OIDCC-3.1.2.6", "OIDCC-6.1"})
    void what_is_not_supported_is_said_at_the_address_of_the_client(String name, String value, String error) {
        var client = legacy();
        var request = request(client);
        request.put(name, "UNSIGNED".equals(value) ? unsigned(request) : value);
        request.values().removeIf(java.util.Objects::isNull);

        var answer = client.authorize(provider.signIn(), request);

        assertThat(answer.redirect())
                .containsEntry("error", error)
                .containsEntry("state", STATE)
                .containsOnlyKeys("error", "error_description", "state", "iss");
    }

    private static String unsigned(Map<String, String> request) {
        var claims = new JWTClaimsSet.Builder();
        request.forEach(claims::claim);
        return new PlainJWT(claims.build()).serialize();
    }

    @Test
    @Requirement({"OIDCC-3.1.2.6", "OIDCC-3.1.2.1"})
    void nobody_signed_in_is_login_required_and_a_strange_address_gets_a_page() {
        var client = legacy();
        var silent = request(client);
        silent.put("prompt", "none");
        var strange = request(client);
        strange.put("redirect_uri", ProviderFixture.REDIRECT + "/foo");

        var quiet = client.get("/oauth2/authorize?" + Application.form(silent), "Accept", "text/html");
        var page = client.get("/oauth2/authorize?" + Application.form(strange), "Accept", "text/html");

        assertThat(quiet.redirect()).containsEntry("error", "login_required").containsEntry("state", STATE);
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.location()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30})
    @Requirement("RFC6749-4.1.2")
    void a_code_used_again_is_refused_and_ends_what_it_gave(int seconds) {
        var client = legacy();
        var answer = client.authorize(provider.signIn(), request(client));
        var first = tokens(client, answer);
        clock.advance(Duration.ofSeconds(seconds));

        var second = tokens(client, answer);

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.text("error")).isEqualTo("invalid_grant");
        var info = client.userInfo(first.text("access_token"));
        assertThat(info.status()).isEqualTo(401);
        assertThat(info.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(
                        challenge -> assertThat(challenge).startsWith("Bearer ").contains("error=\"invalid_token\""));
    }

    @Test
    @Requirement({"OIDCC-12.2", "RFC6749-6"})
    void a_refresh_repeats_the_scopes_and_is_for_its_client_alone() throws ParseException {
        var client = legacy();
        var other = legacy();
        var first = tokens(client, client.authorize(provider.signIn(), request(client)));
        clock.advance(Duration.ofSeconds(1));

        var stolen = other.refresh(first.text("refresh_token"));
        var second = client.post(
                "/oauth2/token",
                Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", first.text("refresh_token"),
                        "scope", "openid"));

        assertThat(stolen.status()).isEqualTo(400);
        assertThat(stolen.text("error")).isEqualTo("invalid_grant");
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        var before = idToken(first);
        var after = idToken(second);
        for (String same : new String[] {"iss", "sub", "aud", "azp", "auth_time"}) {
            assertThat(after.getClaim(same)).as(same).isEqualTo(before.getClaim(same));
        }
        assertThat(after.getIssueTime()).isAfter(before.getIssueTime());
    }

    @Test
    @Requirement("OAFPRM-2")
    void a_form_brings_the_same_parameters_to_the_same_address() {
        var client = legacy();
        var request = request(client);
        request.put("response_mode", "form_post");

        var answer = client.authorize(provider.signIn(), request);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(answer.headers().allValues("Cache-Control").toString()).contains("no-store");
        assertThat(answer.body())
                .contains("method=\"post\"", "action=\"" + ProviderFixture.REDIRECT + "\"", STATE)
                .contains("name=\"code\"", "name=\"iss\"");
    }
}
