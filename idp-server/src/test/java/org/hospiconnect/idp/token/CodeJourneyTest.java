package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hospiconnect.idp.Golden;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** From code to tokens, right and wrong. */
@JourneyTest
@Import(ProviderFixture.class)
class CodeJourneyTest {

    private static final Set<String> VOLATILE =
            Set.of("sub", "aud", "azp", "client_id", "sid", "jti", "iat", "exp", "auth_time", "matricule");
    private static final Set<String> PERSONAL = Set.of("preferred_username", "rpps", "ps_idnat");

    private final ProviderFixture provider;
    private final Clients clients;
    private final MovableClock clock;

    @Autowired
    CodeJourneyTest(ProviderFixture provider, Clients clients, MovableClock clock) {
        this.provider = provider;
        this.clients = clients;
        this.clock = clock;
    }

    @Test
    @Requirement({"OIDCC-3.1.3.3", "OIDCC-2", "RFC9068-2", "RFC6749-5.1"})
    void a_code_becomes_tokens() throws ParseException {
        var dpi = provider.application();
        var camille = provider.signIn();

        var answer = provider.tokens(camille, dpi);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        golden(answer.text("id_token"), dpi, "token/id-token.json");
        golden(answer.text("access_token"), dpi, "token/access-token.json");
        var idToken = SignedJWT.parse(answer.text("id_token")).getJWTClaimsSet();
        assertThat(idToken.getSubject()).isEqualTo(camille.person().id().toString());
        assertThat(idToken.getAudience()).containsExactly(dpi.registered().id());
        assertThat(idToken.getStringClaim("sid")).isEqualTo(camille.sid());
    }

    @Test
    @Requirement({"HC-SIGN-IN-CLAIMS", "OIDCC-12.2"})
    void how_somebody_signed_in_is_told_alike_in_every_token_of_a_session() throws ParseException {
        var dpi = provider.application();
        var pacs = provider.application();
        var camille = provider.signIn();

        var first = provider.tokens(camille, dpi);
        var refreshed = dpi.refresh(first.text("refresh_token"));
        var elsewhere = provider.tokens(camille, pacs);

        var all = List.of(
                first.text("id_token"),
                first.text("access_token"),
                refreshed.text("id_token"),
                refreshed.text("access_token"),
                elsewhere.text("id_token"));
        var told = SignedJWT.parse(all.getFirst()).getJWTClaimsSet();
        for (String token : all) {
            var claims = SignedJWT.parse(token).getJWTClaimsSet();
            for (String name : List.of("sid", "auth_time", "acr", "amr", "sub")) {
                assertThat(claims.getClaim(name)).as(name).isNotNull().isEqualTo(told.getClaim(name));
            }
        }
        assertThat(SignedJWT.parse(refreshed.text("id_token")).getJWTClaimsSet().getClaim("nonce"))
                .isNull();
    }

    @Test
    @Requirement("OIDCC-5.3.2")
    void userinfo_tells_what_the_id_token_tells_of_the_person() {
        var dpi = provider.application();
        var camille = provider.signIn();

        var answer = dpi.userInfo(provider.tokens(camille, dpi).text("access_token"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("sub")).isEqualTo(camille.person().id().toString());
        Golden.assertThat(answer.body()).masking(VOLATILE).masking(PERSONAL).isGolden("token/userinfo.json");
    }

    @ParameterizedTest
    @Requirement({"RFC6749-4.1.3", "RFC7636-4.6", "RFC6749-5.2"})
    @CsvSource({
        "code_verifier, dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX, invalid_grant",
        "code_verifier, '',                                          invalid_grant",
        "redirect_uri,  http://localhost:8080/other,                 invalid_grant",
        "redirect_uri,  '',                                          invalid_grant",
        "code,          O9iq9jcaZoLdXJVCXDcQLnreRtzNBwBDc4ic3sD2bFi, invalid_grant",
        "grant_type,    client_credentials,                          unauthorized_client",
        "grant_type,    password,                                    unsupported_grant_type"
    })
    void a_wrong_redemption_gives_nothing_and_the_code_stays_good(String name, String value, String error) {
        var dpi = provider.application();
        String code = provider.code(provider.signIn(), dpi);

        var refused = dpi.redeem(name.equals("code") ? Map.of(name, value) : Map.of("code", code, name, value));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo(error);
        assertThat(dpi.redeem(code).status()).isEqualTo(200);
    }

    @Test
    @Requirement("RFC6749-5.2-CLIENT")
    void who_is_not_the_client_is_told_so() {
        var dpi = provider.application();
        String code = provider.code(provider.signIn(), dpi);

        var wrongSecret = new Application(dpi.issuer(), dpi.registered(), "wrong").redeem(code);
        var other = provider.application().redeem(code);

        assertThat(wrongSecret.status()).isEqualTo(401);
        assertThat(wrongSecret.text("error")).isEqualTo("invalid_client");
        assertThat(wrongSecret.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(other.text("error")).isEqualTo("invalid_grant");
        assertThat(other.text("reference")).matches("[0-9A-Z]{4}-[0-9A-Z]{4}");
    }

    @Test
    @Requirement("HC-PUBLIC-CLIENT")
    void a_public_client_redeems_with_its_verifier_alone() {
        var app = provider.publicApplication();
        String code = provider.code(provider.signIn(), app);
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("client_id", app.registered().id());
        form.put("redirect_uri", ProviderFixture.REDIRECT);
        form.put("code", code);

        var without = app.post("/oauth2/token", Application.form(form));
        form.put("code_verifier", Application.VERIFIER);
        var answer = app.post("/oauth2/token", Application.form(form));

        assertThat(without.status()).isIn(400, 401);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(app.userInfo(answer.text("access_token")).status()).isEqualTo(200);
    }

    @Test
    @Requirement("OIDCC-3.1.3.3")
    void who_may_not_refresh_gets_no_refresh_token_and_can_use_none() {
        var dpi = provider.application();
        String before = provider.tokens(provider.signIn(), dpi).text("refresh_token");
        clients.put(ExampleApplication.like(dpi.registered())
                .grants(Set.of("authorization_code"))
                .get());

        var tokens = provider.tokens(provider.signIn(), dpi);

        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.json()).containsKeys("access_token", "id_token").doesNotContainKey("refresh_token");
        assertThat(dpi.refresh(before).text("error")).isEqualTo("unauthorized_client");
    }

    @Test
    @Requirement("RFC6750-3")
    void a_refused_bearer_token_is_challenged() {
        var dpi = provider.application();
        String token = provider.tokens(provider.signIn(), dpi).text("access_token");

        var answer = dpi.userInfo("a.b.c");
        var otherScheme = dpi.get("/userinfo", "Authorization", "DPoP " + token, "DPoP", "e30.e30.e30");
        var none = dpi.get("/userinfo");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).contains("invalid_token"));
        assertThat(otherScheme.status()).isEqualTo(401);
        assertThat(none.status()).isEqualTo(401);
    }

    @Test
    @Requirement("RFC6749-3.2")
    void no_parameter_of_a_token_request_stands_twice() {
        var dpi = provider.application();
        String code = provider.code(provider.signIn(), dpi);

        var doubled = dpi.post("/oauth2/token?code=x", Map.of("grant_type", "authorization_code", "code", code));

        assertThat(doubled.status()).isEqualTo(400);
    }

    @Test
    @Requirement({"RFC6749-3.2", "RFC8693-2.2.2"})
    void a_grant_that_is_named_beside_an_exchange_is_not_given() {
        var app = provider.publicApplication();
        String token = provider.tokens(provider.signIn(), app).text("refresh_token");
        var refresh = Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                token,
                "client_id",
                app.registered().id());
        var exchange = Map.of("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");

        var answer = app.post("/oauth2/token", Application.form(refresh) + "&" + Application.form(exchange));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(app.refresh(token).status()).isEqualTo(200);
    }

    @Test
    @Requirement("RFC6749-4.1.2-REPLAY")
    void a_replayed_code_ends_what_the_first_redemption_gave() {
        var dpi = provider.application();
        String code = provider.code(provider.signIn(), dpi);
        var first = dpi.redeem(code);
        assertThat(dpi.isActive(first.text("access_token"))).isTrue();

        var second = dpi.redeem(code);

        assertThat(second.text("error")).isEqualTo("invalid_grant");
        assertThat(dpi.isActive(first.text("access_token"))).isFalse();
        assertThat(dpi.isActive(first.text("refresh_token"))).isFalse();
        assertThat(dpi.userInfo(first.text("access_token")).status()).isEqualTo(401);
        assertThat(dpi.refresh(first.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    @Requirement("RFC6749-4.1.2-REPLAY")
    void a_code_replayed_after_its_minute_ends_what_it_gave_all_the_same() {
        var dpi = provider.application();
        String code = provider.code(provider.signIn(), dpi);
        var first = dpi.redeem(code);
        clock.advance(Duration.ofSeconds(76));
        assertThat(dpi.isActive(first.text("access_token"))).isTrue();

        var second = dpi.redeem(code);
        clock.reset();

        assertThat(second.text("error")).isEqualTo("invalid_grant");
        assertThat(dpi.isActive(first.text("access_token"))).isFalse();
        assertThat(dpi.refresh(first.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    @Requirement("HC-CODE-RACE")
    void of_200_simultaneous_redemptions_one_succeeds() throws Exception {
        var dpi = provider.application();
        String code = provider.code(provider.signIn(), dpi);

        List<Future<Application.Answer>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Application.Answer> redemption = () -> dpi.redeem(code);
            answers = threads.invokeAll(java.util.Collections.nCopies(200, redemption));
        }

        var statuses =
                answers.stream().map(answer -> answer.resultNow().status()).toList();
        assertThat(statuses).hasSize(200).containsOnly(200, 400);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        var winner = answers.stream()
                .map(Future::resultNow)
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow();
        assertThat(dpi.isActive(winner.text("access_token"))).isFalse();
    }

    private static void golden(String token, Application dpi, String file) throws ParseException {
        var jwt = SignedJWT.parse(token);
        String whole = "{\"header\":" + jwt.getHeader() + ",\"claims\":" + jwt.getPayload() + "}";
        Golden.assertThat(whole)
                .replacing(dpi.issuer(), "https://idp.example")
                .masking("header", Set.of("kid"))
                .masking("claims", VOLATILE)
                .masking("claims", PERSONAL)
                .isGolden(file);
    }
}
