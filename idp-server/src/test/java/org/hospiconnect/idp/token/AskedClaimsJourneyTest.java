package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.TokenRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What an application asks for itself: single claims, levels by its own names, one person, another way to be answered. */
@JourneyTest
@Import(ProviderFixture.class)
class AskedClaimsJourneyTest {

    private final ProviderFixture provider;
    private final Clients clients;

    @Autowired
    AskedClaimsJourneyTest(ProviderFixture provider, Clients clients) {
        this.provider = provider;
        this.clients = clients;
    }

    @Test
    @Requirement("OIDCC-5.5")
    void single_claims_come_where_they_were_asked_and_only_if_registered() throws ParseException {
        var dpi = provider.application();
        clients.put(ExampleApplication.like(dpi.registered())
                .scopes("openid", "profile", "rpps")
                .get());
        var request = dpi.request();
        request.put("scope", "openid");
        request.put("claims", """
                {"id_token":{"family_name":{"essential":true},"profession":null},
                 "userinfo":{"rpps":null,"work_situation":null}}""");

        var tokens = tokens(dpi, request);
        var idToken = claims(tokens.text("id_token"));
        var userInfo = dpi.userInfo(tokens.text("access_token")).json();

        assertThat(idToken.getClaims())
                .containsKey("family_name")
                .doesNotContainKeys("profession", "rpps", "given_name");
        assertThat(userInfo).containsKey("rpps").doesNotContainKeys("work_situation", "family_name");
        var refreshed = dpi.refresh(tokens.text("refresh_token"));
        assertThat(claims(refreshed.text("id_token")).getClaims()).containsKey("family_name");
        assertThat(dpi.userInfo(refreshed.text("access_token")).json()).containsKey("rpps");
    }

    @ParameterizedTest
    @Requirement("OIDCC-5.5.1.1")
    @CsvSource({
        "substantial, true,  code",
        "substantial, false, code",
        "low,         true,  code",
        "high,        true,  error=unmet_authentication_requirements",
        "high,        false, error=login_required",
        "unknown,     true,  error=unmet_authentication_requirements",
        "unknown,     false, code"
    })
    void an_essential_acr_is_met_or_refused(String level, boolean essential, String outcome) {
        var dpi = provider.application();
        var request = dpi.request();
        request.put("prompt", "none");
        request.put(
                "claims",
                "{\"id_token\":{\"acr\":{\"essential\":%s,\"values\":[\"%s\"]}}}"
                        .formatted(essential, dpi.issuer() + "/acr/eidas/" + level));

        assertThat(dpi.authorize(provider.signIn(), request).location()).contains(outcome);
    }

    @Test
    @Requirement("OIDCC-5.5.1.1")
    void what_is_essential_stands_whatever_is_wished_beside_it() {
        var dpi = provider.application();
        var request = dpi.request();
        request.put("prompt", "none");
        request.put("acr_values", dpi.issuer() + "/acr/eidas/substantial");
        request.put(
                "claims",
                "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"%s\"}}}"
                        .formatted(dpi.issuer() + "/acr/eidas/high"));

        assertThat(dpi.authorize(provider.signIn(), request).location())
                .contains("error=unmet_authentication_requirements");
    }

    /** Signed in at level substantial, with {@code eidas1} and {@code mine} as names of the application's own for it. */
    @ParameterizedTest
    @Requirement("OIDCC-5.5.1.1-ASKED")
    @CsvSource({
        "true,  LOW,                  LOW",
        "true,  LOW SUBSTANTIAL,      SUBSTANTIAL",
        "true,  SUBSTANTIAL LOW,      SUBSTANTIAL",
        "true,  HIGH LOW,             LOW",
        "true,  LOW unknown,          LOW",
        "true,  mine eidas1,          mine",
        "true,  SUBSTANTIAL mine,     SUBSTANTIAL",
        "false, LOW,                  eidas1",
        "false, mine,                 eidas1"
    })
    void what_is_essential_is_answered_by_the_strongest_of_the_asked_names_that_is_met(
            boolean essential, String asked, String answered) throws ParseException {
        var dpi = provider.application();
        clients.put(ExampleApplication.like(dpi.registered())
                .tokens(rules(
                        TokenRules.SubjectType.PUBLIC, Map.of("eidas1", Level.SUBSTANTIAL, "mine", Level.SUBSTANTIAL)))
                .get());
        var request = dpi.request();
        String values = Arrays.stream(asked.split(" ", -1))
                .map(name -> "\"" + acr(dpi, name) + "\"")
                .collect(Collectors.joining(","));
        request.put(
                "claims", "{\"id_token\":{\"acr\":{\"essential\":%s,\"values\":[%s]}}}".formatted(essential, values));

        var tokens = tokens(dpi, request);
        var refreshed = dpi.refresh(tokens.text("refresh_token"));

        for (String token : List.of(
                tokens.text("id_token"),
                tokens.text("access_token"),
                refreshed.text("id_token"),
                refreshed.text("access_token"))) {
            assertThat(claims(token).getStringClaim("acr")).isEqualTo(acr(dpi, answered));
        }
    }

    private static String acr(Application dpi, String name) {
        return name.equals(name.toUpperCase(Locale.ROOT))
                ? dpi.issuer() + "/acr/" + Level.valueOf(name).acrName()
                : name;
    }

    @Test
    @Requirement("HC-ACR-ALIASES")
    void a_level_has_the_name_that_the_application_registered() throws ParseException {
        var dpi = provider.application();
        clients.put(ExampleApplication.like(dpi.registered())
                .tokens(rules(TokenRules.SubjectType.PUBLIC, Map.of("eidas1", Level.SUBSTANTIAL, "strong", Level.HIGH)))
                .get());
        var request = dpi.request();
        request.put("acr_values", "eidas1");

        assertThat(claims(tokens(dpi, request).text("id_token")).getClaim("acr"))
                .isEqualTo("eidas1");
        request.put("acr_values", "strong");
        assertThat(dpi.authorize(provider.signIn(), request).location()).contains("/signin");
    }

    @Test
    @Requirement("OIDCC-8.1")
    void a_pairwise_client_knows_a_person_by_a_name_of_its_own() throws ParseException {
        var one = pairwise("https://one.example/cb");
        var same = pairwise("https://one.example/cb");
        var other = pairwise("https://other.example/cb");
        var camille = provider.signIn();

        var inOne = provider.tokens(camille, one);
        String subject = claims(inOne.text("id_token")).getSubject();

        assertThat(subject).isNotEqualTo(camille.person().id().toString()).hasSize(43);
        assertThat(claims(inOne.text("access_token")).getSubject()).isEqualTo(subject);
        assertThat(one.userInfo(inOne.text("access_token")).text("sub")).isEqualTo(subject);
        assertThat(one.post("/oauth2/introspect", Map.of("token", inOne.text("refresh_token")))
                        .text("sub"))
                .isEqualTo(subject);
        assertThat(claims(provider.tokens(camille, same).text("id_token")).getSubject())
                .isEqualTo(subject);
        assertThat(claims(provider.tokens(camille, other).text("id_token")).getSubject())
                .isNotEqualTo(subject);
    }

    @Test
    @Requirement("OIDCC-3.1.2.1-HINT")
    void a_hint_says_whose_sign_in_is_wanted() {
        var dpi = provider.application();
        var camille = provider.signIn();
        var dominique = provider.signIn();
        String hint = provider.tokens(camille, dpi).text("id_token");

        assertThat(hinted(dpi, camille, hint).redirect()).containsKey("code");
        assertThat(hinted(dpi, dominique, hint).redirect()).containsEntry("error", "login_required");
        assertThat(hinted(dpi, camille, "e30.e30.e30").redirect()).containsEntry("error", "invalid_request");
        assertThat(hinted(provider.application(), camille, hint).redirect()).containsEntry("error", "invalid_request");
        var interactive = dpi.request();
        interactive.put("id_token_hint", hint);
        assertThat(dpi.authorize(dominique, interactive).location()).contains("/signin");
    }

    @Test
    @Requirement("OAFPRM-2")
    void an_answer_may_be_posted() {
        var dpi = provider.application();
        var request = dpi.request();
        request.put("response_mode", "form_post");

        var answer = dpi.authorize(provider.signIn(), request);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(value -> assertThat(value)
                        .contains("form-action 'self' http://localhost:8080")
                        .contains("script-src 'self'"));
        assertThat(answer.body())
                .contains("action=\"" + ProviderFixture.REDIRECT + "\"")
                .contains("name=\"code\"", "name=\"iss\"", "value=\"s t+a%te&amp;\"")
                .doesNotContain("<script>");
        request.put("scope", "openid admin");
        assertThat(dpi.authorize(provider.signIn(), request).body()).contains("name=\"error\"", "invalid_scope");
    }

    @Test
    @Requirement("RFC8707-2")
    void a_token_is_for_the_interfaces_that_were_asked() throws ParseException {
        var dpi = provider.application();
        clients.put(ExampleApplication.like(dpi.registered())
                .tokens(new TokenRules(
                        TokenRules.Binding.NONE,
                        false,
                        false,
                        TokenRules.SubjectType.PUBLIC,
                        Optional.empty(),
                        Optional.empty(),
                        Set.of("https://api.example/a", "https://api.example/b"),
                        Map.of()))
                .get());
        var request = dpi.request();
        request.put("resource", "https://api.example/a");

        var tokens = tokens(dpi, request);

        assertThat(claims(tokens.text("access_token")).getAudience()).containsExactly("https://api.example/a");
        assertThat(dpi.isActive(tokens.text("access_token"))).isTrue();
        request.put("resource", "https://evil.example/");
        assertThat(dpi.authorize(provider.signIn(), request).redirect()).containsEntry("error", "invalid_target");
    }

    private Application.Answer hinted(Application dpi, ProviderFixture.SignedIn person, String hint) {
        var request = dpi.request();
        request.put("id_token_hint", hint);
        request.put("prompt", "none");
        return dpi.authorize(person, request);
    }

    private Application pairwise(String address) {
        var dpi = provider.application();
        clients.put(ExampleApplication.like(dpi.registered())
                .redirectUris(ProviderFixture.REDIRECT, address)
                .tokens(new TokenRules(
                        TokenRules.Binding.NONE,
                        false,
                        false,
                        TokenRules.SubjectType.PAIRWISE,
                        Optional.of(java.net.URI.create(address).getHost()),
                        Optional.empty(),
                        Set.of(),
                        Map.of()))
                .get());
        return dpi;
    }

    private static TokenRules rules(TokenRules.SubjectType subjects, Map<String, Level> aliases) {
        return new TokenRules(
                TokenRules.Binding.NONE, false, false, subjects, Optional.empty(), Optional.empty(), Set.of(), aliases);
    }

    private Application.Answer tokens(Application dpi, Map<String, String> request) {
        var answer = dpi.authorize(provider.signIn(), new LinkedHashMap<>(request));
        return dpi.redeem(answer.redirect().getOrDefault("code", ""));
    }

    private static JWTClaimsSet claims(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }
}
