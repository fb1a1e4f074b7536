package org.hospiconnect.idp.token.userinfo;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.idp.token.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** How userinfo is asked, and its two forms (OpenID Connect Core §5.3). */
@JourneyTest
@Import(ProviderFixture.class)
class UserInfoJourneyTest {

    private static final String LABO = "https://labo.example/api";

    private final ProviderFixture provider;
    private final Clients clients;

    @Autowired
    UserInfoJourneyTest(ProviderFixture provider, Clients clients) {
        this.provider = provider;
        this.clients = clients;
    }

    @Test
    @Requirement({"OIDCC-5.3.1", "RFC6750-2.2"})
    void the_token_comes_in_the_header_of_a_get_or_post_or_in_a_form() {
        var dpi = provider.application();
        String token = provider.tokens(provider.signIn(), dpi).text("access_token");

        var got = dpi.userInfo(token);
        var posted = dpi.post("/userinfo", "", "Authorization", "Bearer " + token);
        var form = dpi.post("/userinfo", "access_token=" + token);

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(got.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(List.of(posted, form)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json()).isEqualTo(got.json());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded;charset=UTF-8",
                "Application/X-WWW-Form-Urlencoded; charset=utf-8"
            })
    @Requirement("RFC6750-2.2")
    void a_form_may_name_its_characters(String type) throws Exception {
        var dpi = provider.application();
        String token = provider.tokens(provider.signIn(), dpi).text("access_token");
        var request = HttpRequest.newBuilder(URI.create(dpi.issuer() + "/userinfo"))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("access_token=" + token))
                .build();

        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    @Requirement({"RFC6750-2.2", "RFC9700-4.3.2"})
    void a_token_given_twice_or_in_an_address_opens_nothing() {
        var dpi = provider.application();
        String token = provider.tokens(provider.signIn(), dpi).text("access_token");
        String form = "access_token=" + token;

        var address = dpi.get("/userinfo?" + form);
        var posted = dpi.post("/userinfo?" + form, "");
        var both = dpi.post("/userinfo", form, "Authorization", "Bearer " + token);
        var twice = dpi.post("/userinfo", form + "&" + form);
        var mixed = dpi.post("/userinfo?" + form, form);
        var empty = dpi.post("/userinfo", "access_token=");

        assertThat(List.of(address, posted, both, twice, mixed, empty)).allSatisfy(answer -> {
            assertThat(answer.status()).isIn(400, 401);
            assertThat(answer.body()).doesNotContain("sub");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        });
    }

    @Test
    @Requirement("RFC6750-2.2")
    void elsewhere_a_form_with_a_token_is_any_form() {
        var dpi = provider.application();
        String token = provider.tokens(provider.signIn(), dpi).text("access_token");

        var answer = dpi.redeem(Map.of("code", provider.code(provider.signIn(), dpi), "access_token", token));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    @Requirement({"OIDCC-5.3.2-SIGNED", "OIDCC-5.3.2"})
    void an_application_that_registered_an_algorithm_gets_a_signed_answer() throws Exception {
        var dpi = signing();
        var camille = provider.signIn();
        var tokens = provider.tokens(camille, dpi);

        var answer = dpi.userInfo(tokens.text("access_token"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/jwt");
        var token = SignedJWT.parse(answer.body());
        var key = JWKSet.parse(dpi.get("/oauth2/jwks").body())
                .getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(dpi.issuer());
        assertThat(claims.getAudience()).containsExactly(dpi.registered().id());
        assertThat(claims.getSubject()).isEqualTo(camille.person().id().toString());
        assertThat(claims.getStringClaim("family_name")).isEqualTo("EXEMPLE");
        assertThat(claims.getJSONObjectClaim("profession")).containsEntry("code", "10");
    }

    @Test
    @Requirement("OIDCC-5.3.2-SIGNED")
    void a_signed_answer_is_no_other_token_of_ours() {
        var dpi = signing();
        var camille = provider.signIn();
        String signed =
                dpi.userInfo(provider.tokens(camille, dpi).text("access_token")).body();

        assertThat(dpi.userInfo(signed).status()).isEqualTo(401);
        assertThat(dpi.isActive(signed)).isFalse();
        var hinted = dpi.get(
                "/connect/logout?id_token_hint=" + signed,
                "Cookie",
                "hc_session=" + camille.opened().cookie());
        assertThat(hinted.body()).contains("La demande n’a pas pu être vérifiée");
        assertThat(dpi.userInfo(provider.tokens(camille, dpi).text("access_token"))
                        .status())
                .isEqualTo(200);
    }

    /** An application with an interface, that may ask tokens for userinfo as well. */
    private Application several() {
        var known = provider.application();
        String issuer = known.issuer();
        var registered = ExampleApplication.like(known.registered())
                .resources(LABO, issuer, issuer + "/userinfo")
                .get();
        clients.put(registered);
        return new Application(issuer, registered, known.secret());
    }

    @Test
    @Requirement("RFC9068-4-USERINFO")
    void a_token_for_an_interface_is_not_for_userinfo() {
        var dpi = several();
        var granted = Terms.NONE.forResources(Set.of(LABO, dpi.issuer()));
        var narrowed = dpi.redeem(Map.of("code", provider.code(provider.signIn(), dpi, granted), "resource", LABO));

        var refused = dpi.userInfo(narrowed.text("access_token"));
        var refresh = Map.of(
                "grant_type", "refresh_token",
                "refresh_token", narrowed.text("refresh_token"),
                "resource", dpi.issuer());
        var ours = dpi.post("/oauth2/token", refresh);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers().allValues("WWW-Authenticate"))
                .anySatisfy(value -> assertThat(value).contains("invalid_token", "another resource"));
        assertThat(dpi.userInfo(ours.text("access_token")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ISSUER", "ISSUER/userinfo"})
    @Requirement("RFC9068-4-USERINFO")
    void a_token_for_the_application_or_for_us_is_for_userinfo(String own) {
        var dpi = several();
        String resource = own.replace("ISSUER", dpi.issuer());

        var tokens = dpi.redeem(Map.of("code", provider.code(provider.signIn(), dpi), "resource", resource));

        assertThat(dpi.userInfo(tokens.text("access_token")).status()).isEqualTo(200);
    }

    /** A resource is compared whole: what begins or ends like ours is another. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/userinfo/", "/other", ".example"})
    @Requirement("RFC9068-4-USERINFO")
    void a_resource_that_looks_like_the_issuer_is_another(String more) {
        var dpi = provider.application();
        String resource = "https://labo.example/" + dpi.issuer() + more;
        clients.put(
                ExampleApplication.like(dpi.registered()).resources(resource).get());
        var terms = Terms.NONE.forResources(Set.of(resource));

        var tokens = dpi.redeem(provider.code(provider.signIn(), dpi, terms));

        assertThat(dpi.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
    }

    private Application signing() {
        var dpi = provider.application();
        var registered = ExampleApplication.like(dpi.registered())
                .tokens(new TokenRules(
                        TokenRules.Binding.NONE,
                        false,
                        false,
                        TokenRules.SubjectType.PUBLIC,
                        Optional.empty(),
                        Optional.of("ES256"),
                        Set.of(),
                        Map.of()))
                .get();
        clients.put(registered);
        return new Application(dpi.issuer(), registered, dpi.secret());
    }
}
