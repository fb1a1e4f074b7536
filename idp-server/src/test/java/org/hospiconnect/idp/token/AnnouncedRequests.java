package org.hospiconnect.idp.token;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hospiconnect.idp.client.RegistrationRules;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.client.TokenRules.SubjectType;
import org.hospiconnect.journeys.Visitor;

/** What is announced about authorization requests and what they bring, each value as an application would use it. */
final class AnnouncedRequests {

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final AnnouncedStage stage;

    AnnouncedRequests(AnnouncedStage stage) {
        this.stage = stage;
    }

    Map<String, AnnouncedStage.Drive> drives() {
        return Map.ofEntries(
                entry("response_types_supported", value -> code("response_type", value)),
                entry("response_modes_supported", this::answered),
                entry("scopes_supported", this::granted),
                entry("claims_supported", this::told),
                entry("prompt_values_supported", this::prompted),
                entry("display_values_supported", value -> code("display", value)),
                entry("ui_locales_supported", this::spoken),
                entry("acr_values_supported", this::reached),
                entry("subject_types_supported", this::known),
                entry("code_challenge_methods_supported", this::challenged),
                entry("request_object_signing_alg_values_supported", this::signed),
                entry("request_parameter_supported", _ -> signed("ES256")),
                entry("request_uri_parameter_supported", this::referred),
                entry("claims_parameter_supported", this::asked),
                entry("authorization_response_iss_parameter_supported", this::named));
    }

    /** Of a request with one more parameter. */
    private String code(String name, String value) {
        var client = stage.whole();
        var answer = client.authorize(stage.camille(), FapiStage.changed(client.request(), name, value));
        assertThat(answer.redirect()).containsKey("code");
        return answer.redirect().getOrDefault("code", "");
    }

    private void answered(String mode) {
        var client = stage.whole();
        var answer = client.authorize(stage.camille(), FapiStage.changed(client.request(), "response_mode", mode));
        if (mode.equals("form_post")) {
            assertThat(answer.body()).contains("action=\"" + ProviderFixture.REDIRECT + "\"", "name=\"code\"");
        } else {
            assertThat(answer.redirect()).containsKey("code");
        }
    }

    private void granted(String scope) {
        var client = stage.whole();
        var request = FapiStage.changed(client.request(), "scope", "openid " + scope);

        var tokens = client.redeem(
                scope.equals(RegistrationRules.OFFLINE_ACCESS)
                        ? agreed(client, request)
                        : client.authorize(stage.camille(), request).redirect().getOrDefault("code", ""));

        assertThat(tokens.text("scope").split(" ", -1)).contains(scope);
        assertThat(client.userInfo(tokens.text("access_token")).json().keySet())
                .containsAll(PersonClaim.ALL.stream()
                        .filter(claim -> claim.scope().equals(scope))
                        .map(PersonClaim::name)
                        .toList());
    }

    /** The code that the person's agreement gives. */
    private String agreed(Application client, Map<String, String> request) {
        var camille = stage.camille();
        var kept = client.authorize(camille, FapiStage.changed(request, "prompt", "consent"));
        String id = kept.redirect().getOrDefault("s", "");
        String browser = kept.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        String cookies = browser + "; hc_session=" + camille.opened().cookie();
        var csrf = CSRF.matcher(
                client.get("/signin/consent?s=" + id, "Cookie", cookies).body());
        assertThat(csrf.find()).isTrue();
        var agreement = Map.of("s", id, "csrf", csrf.group(1), "agree", "true", "shown", "");
        client.post("/signin/consent", Application.form(agreement), "Cookie", cookies);
        return client.get("/oauth2/authorize?hc_signin=" + id, "Cookie", cookies)
                .redirect()
                .getOrDefault("code", "");
    }

    /** In the ID token or at userinfo, when everything is asked for. */
    private void told(String claim) throws Exception {
        var client = stage.whole();
        var camille = stage.camille();
        var request =
                FapiStage.changed(client.request(), "scope", "openid profile email rpps work_situation rie_evidence");
        var tokens = client.redeem(client.authorize(camille, request).redirect().getOrDefault("code", ""));

        var told = new LinkedHashMap<>(claims(tokens).getClaims());
        told.putAll(client.userInfo(tokens.text("access_token")).json());

        assertThat(told.get(claim)).isNotNull();
    }

    private void prompted(String prompt) {
        var client = stage.whole();
        var answer = client.authorize(stage.camille(), FapiStage.changed(client.request(), "prompt", prompt));
        if (prompt.equals("none")) {
            assertThat(answer.redirect()).containsKey("code");
        } else {
            assertThat(Said.by(answer)).startsWith("302 /signin");
        }
    }

    private void spoken(String language) {
        var client = stage.whole();
        var request = FapiStage.changed(client.request(), "ui_locales", language);
        var page = new Visitor().visit(client.issuer() + "/oauth2/authorize?" + Application.form(request));
        assertThat(page.document().select("html").attr("lang")).isEqualTo(language);
    }

    private void reached(String acr) throws Exception {
        assertThat(claims(stage.whole().redeem(code("claims", essential(acr)))).getClaim("acr"))
                .isEqualTo(acr);
    }

    static String essential(String acr) {
        return "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"" + acr + "\"]}}}";
    }

    private void known(String type) throws Exception {
        var camille = stage.camille();
        var rules = new TokenRules(
                TokenRules.Binding.NONE,
                false,
                false,
                SubjectType.valueOf(type.toUpperCase(Locale.ROOT)),
                Optional.of("localhost"),
                Optional.empty(),
                Set.of(),
                Map.of());
        var client = stage.another(app -> app.tokens(rules));

        String subject = claims(stage.provider().tokens(camille, client)).getSubject();

        assertThat(subject.equals(camille.person().id().toString())).isEqualTo(type.equals("public"));
    }

    private void challenged(String method) {
        var client = stage.whole();
        var wrong = Map.of("code", code("code_challenge_method", method), "code_verifier", "w".repeat(43));
        assertThat(client.redeem(code("code_challenge_method", method)).status())
                .isEqualTo(200);
        ClientEndpoint.assertRefused(client.redeem(wrong), 400, "invalid_grant");
    }

    private void signed(String algorithm) {
        var key = ClientKey.of(algorithm);
        var client = stage.another(app -> app.keys(key.registered()));
        var answer = client.authorize(
                stage.camille(), Map.of("client_id", client.registered().id(), "request", object(client, key)));
        assertThat(answer.redirect()).containsKey("code");
    }

    private static String object(Application client, ClientKey key) {
        var header = new JWSHeader.Builder(key.algorithm()).type(new JOSEObjectType("oauth-authz-req+jwt"));
        return key.sign(header, objectClaims(client));
    }

    /** A whole request, as RFC 9101 §4 has it. */
    static JWTClaimsSet objectClaims(Application client) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(client.registered().id())
                .audience(client.issuer())
                .expirationTime(ProvingApplication.in(60));
        client.request().forEach(claims::claim);
        return claims.build();
    }

    /** Announced with {@code false}. */
    private void referred(String taken) {
        var client = stage.whole();
        var answer = client.authorize(
                stage.camille(), FapiStage.changed(client.request(), "request_uri", "https://app.example/r"));
        assertThat(taken).isEqualTo("false");
        assertThat(answer.redirect()).containsEntry("error", "request_uri_not_supported");
    }

    private void asked(String taken) throws Exception {
        var request = FapiStage.changed(stage.whole().request(), "scope", "openid");
        request.put("claims", "{\"id_token\":{\"family_name\":null}}");
        var code = stage.whole().authorize(stage.camille(), request).redirect().getOrDefault("code", "");
        assertThat(claims(stage.whole().redeem(code)).getClaims()).containsKey("family_name");
        assertThat(taken).isEqualTo("true");
    }

    private void named(String taken) {
        var client = stage.whole();
        var answer = client.authorize(stage.camille(), client.request());
        assertThat(answer.redirect()).containsEntry("iss", client.issuer());
        assertThat(taken).isEqualTo("true");
    }

    private static JWTClaimsSet claims(Application.Answer tokens) throws Exception {
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet();
    }
}
