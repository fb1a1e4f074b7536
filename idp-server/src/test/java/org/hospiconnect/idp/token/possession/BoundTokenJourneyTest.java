package org.hospiconnect.idp.token.possession;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProofKey;
import org.hospiconnect.idp.token.ProviderFixture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Tokens that are bound to a key (RFC 9449), from the pushed request to userinfo. */
@JourneyTest
@Import(ProviderFixture.class)
class BoundTokenJourneyTest {

    private static final ProofKey KEY = ProofKey.fresh();
    private static final ProofKey OTHER = ProofKey.fresh();

    private final ProviderFixture provider;
    private final Clients clients;
    private final ServerNonces nonces;

    @Autowired
    BoundTokenJourneyTest(ProviderFixture provider, Clients clients, ServerNonces nonces) {
        this.provider = provider;
        this.clients = clients;
        this.nonces = nonces;
    }

    private String[] proof(ProofKey key, Application dpi) {
        return new String[] {"DPoP", key.proof("POST", dpi.issuer() + "/oauth2/token", nonces.current())};
    }

    private Application.Answer userInfo(Application dpi, String authorization, ProofKey key, String hash) {
        String proof =
                key.proof("GET", dpi.issuer() + "/userinfo", nonces.current(), claims -> claims.claim("ath", hash));
        return dpi.get("/userinfo", "Authorization", authorization, "DPoP", proof);
    }

    @Test
    @Requirement({"RFC9449-5", "RFC9449-6.1", "RFC9449-6.2"})
    void a_proof_binds_the_tokens_to_its_key() throws ParseException {
        var dpi = provider.application();

        var answer = dpi.redeem(provider.code(provider.signIn(), dpi), proof(KEY, dpi));

        assertThat(answer.text("token_type")).isEqualTo("DPoP");
        var claims = SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet();
        assertThat(claims.getJSONObjectClaim("cnf")).isEqualTo(Map.of("jkt", KEY.thumbprint()));
        var told = dpi.post("/oauth2/introspect", Map.of("token", answer.text("access_token")));
        assertThat(told.json())
                .containsEntry("token_type", "DPoP")
                .containsEntry("cnf", Map.of("jkt", KEY.thumbprint()));
    }

    @Test
    @Requirement({"RFC9449-7.1", "RFC9449-7.2"})
    void a_bound_token_opens_userinfo_with_its_own_proof_only() {
        var dpi = provider.application();
        var answer = dpi.redeem(provider.code(provider.signIn(), dpi), proof(KEY, dpi));
        String token = answer.text("access_token");
        String hash = ProofKey.hash(token);
        String bearer = provider.tokens(provider.signIn(), dpi).text("access_token");

        assertThat(userInfo(dpi, "DPoP " + token, KEY, hash).status()).isEqualTo(200);
        assertThat(dpi.userInfo(token).status()).as("as bearer").isEqualTo(401);
        assertThat(userInfo(dpi, "Bearer " + token, KEY, hash).status())
                .as("as bearer beside its proof")
                .isEqualTo(401);
        assertThat(userInfo(dpi, "DPoP " + token, OTHER, hash).status())
                .as("other key")
                .isEqualTo(401);
        assertThat(userInfo(dpi, "DPoP " + token, KEY, ProofKey.hash(bearer)).status())
                .as("wrong ath")
                .isEqualTo(401);
        assertThat(userInfo(dpi, "DPoP " + token, KEY, "").status())
                .as("no ath")
                .isEqualTo(401);
        assertThat(dpi.get("/userinfo", "Authorization", "DPoP " + token).status())
                .as("no proof")
                .isEqualTo(401);
        assertThat(userInfo(dpi, "DPoP " + bearer, KEY, ProofKey.hash(bearer)).status())
                .as("a bearer token by the other scheme")
                .isEqualTo(401);
    }

    @Test
    @Requirement("RFC9449-7.1")
    void the_challenge_names_both_schemes_and_the_error_in_the_one_that_was_used() {
        var dpi = provider.application();
        String token = dpi.redeem(provider.code(provider.signIn(), dpi), proof(KEY, dpi))
                .text("access_token");

        var asBearer = dpi.userInfo(token).headers().allValues("WWW-Authenticate");
        var asDpop =
                dpi.get("/userinfo", "Authorization", "DPoP " + token).headers().allValues("WWW-Authenticate");

        assertThat(asBearer)
                .anySatisfy(value -> assertThat(value).startsWith("Bearer error=\"invalid_token\""))
                .anySatisfy(value -> assertThat(value).isEqualTo("DPoP algs=\"ES256 EdDSA PS256\""));
        assertThat(asDpop)
                .anySatisfy(value -> assertThat(value)
                        .startsWith("DPoP error=\"invalid_token\"")
                        .contains("algs="))
                .anySatisfy(value -> assertThat(value).isEqualTo("Bearer"));
    }

    @Test
    @Requirement({"RFC9449-10", "RFC9449-10.1"})
    void a_code_is_bound_to_the_key_that_its_request_named() {
        var dpi = provider.application();
        var named = new LinkedHashMap<>(dpi.request());
        named.put("dpop_jkt", KEY.thumbprint());
        String par = KEY.proof("POST", dpi.issuer() + "/oauth2/par", nonces.current());
        String byProof = dpi.postAs("/oauth2/par", dpi.request(), "DPoP", par).text("request_uri");

        String first = dpi.authorize(provider.signIn(), named).redirect().getOrDefault("code", "");
        String second = dpi.authorize(
                        provider.signIn(), Map.of("client_id", dpi.registered().id(), "request_uri", byProof))
                .redirect()
                .getOrDefault("code", "");

        for (String code : new String[] {first, second}) {
            assertThat(dpi.redeem(code).text("error")).isEqualTo("invalid_request");
            assertThat(dpi.redeem(code, proof(OTHER, dpi)).text("error")).isEqualTo("invalid_grant");
            assertThat(dpi.redeem(code, proof(KEY, dpi)).status()).isEqualTo(200);
        }
    }

    @Test
    @Requirement("RFC9449-10.1")
    void a_pushed_request_that_names_another_key_than_its_proof_is_refused() {
        var dpi = provider.application();
        var request = new LinkedHashMap<>(dpi.request());
        request.put("dpop_jkt", OTHER.thumbprint());
        String proof = KEY.proof("POST", dpi.issuer() + "/oauth2/par", nonces.current());

        var answer = dpi.postAs("/oauth2/par", request, "DPoP", proof);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_request");
    }

    @Test
    @Requirement("HC-BINDING-REGISTERED")
    void a_client_whose_tokens_are_bound_gets_none_without_proof() {
        var known = provider.application();
        var bound = ExampleApplication.like(known.registered())
                .bound(TokenRules.Binding.DPOP)
                .get();
        clients.put(bound);
        var dpi = new Application(known.issuer(), bound, known.secret());
        String code = provider.code(provider.signIn(), dpi);

        var without = dpi.redeem(code);
        var with = dpi.redeem(code, proof(KEY, dpi));

        assertThat(without.text("error")).isEqualTo("invalid_request");
        assertThat(with.status()).isEqualTo(200);
        assertThat(dpi.refresh(with.text("refresh_token")).text("error")).isEqualTo("invalid_request");
    }

    @Test
    @Requirement({"HC-PUBLIC-CLIENT", "RFC6749-6"})
    void a_public_client_refreshes_with_rotation() {
        var app = provider.publicApplication();
        var first = app.redeem(provider.code(provider.signIn(), app));

        var second = app.refresh(first.text("refresh_token"));
        var third = app.refresh(second.text("refresh_token"));
        var again = app.refresh(first.text("refresh_token"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(third.status()).isEqualTo(200);
        assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
        assertThat(again.text("error")).isEqualTo("invalid_grant");
        assertThat(app.refresh(third.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    @Requirement("RFC9449-5-REFRESH")
    void the_refresh_token_of_a_public_client_stays_with_its_key() {
        var app = provider.publicApplication();
        String token = app.redeem(provider.code(provider.signIn(), app), proof(KEY, app))
                .text("refresh_token");

        assertThat(app.refresh(token).text("error")).isEqualTo("invalid_request");
        assertThat(app.refresh(token, proof(OTHER, app)).text("error")).isEqualTo("invalid_grant");
        var right = app.refresh(token, proof(KEY, app));
        assertThat(right.status()).isEqualTo(200);
        assertThat(right.text("token_type")).isEqualTo("DPoP");
    }

    @Test
    @Requirement("RFC9449-5-REFRESH")
    void a_client_that_proves_itself_may_change_its_key_and_not_go_back_to_bearer() throws ParseException {
        var dpi = provider.application();
        String token = dpi.redeem(provider.code(provider.signIn(), dpi), proof(KEY, dpi))
                .text("refresh_token");

        assertThat(dpi.refresh(token).text("error")).isEqualTo("invalid_request");
        var right = dpi.refresh(token, proof(OTHER, dpi));
        assertThat(SignedJWT.parse(right.text("access_token")).getJWTClaimsSet().getJSONObjectClaim("cnf"))
                .isEqualTo(Map.of("jkt", OTHER.thumbprint()));
    }

    @Test
    @Requirement({"RFC9449-5-REFRESH", "HC-BINDING-REGISTERED"})
    void neither_a_changed_registration_nor_the_two_seconds_lead_back_to_bearer() {
        var dpi = provider.application();
        String bound = dpi.redeem(provider.code(provider.signIn(), dpi), proof(KEY, dpi))
                .text("refresh_token");
        String bearer = provider.tokens(provider.signIn(), dpi).text("refresh_token");

        var next = dpi.refresh(bound, proof(KEY, dpi));
        assertThat(dpi.refresh(bound).text("error")).as("just replaced").isEqualTo("invalid_request");
        assertThat(dpi.refresh(next.text("refresh_token")).text("error"))
                .as("registered without binding, bound once")
                .isEqualTo("invalid_request");

        clients.put(ExampleApplication.like(dpi.registered())
                .bound(TokenRules.Binding.DPOP)
                .get());
        assertThat(dpi.refresh(bearer).text("error"))
                .as("bearer once, now registered as bound")
                .isEqualTo("invalid_request");
        var right = dpi.refresh(bearer, proof(KEY, dpi));
        assertThat(right.text("token_type")).isEqualTo("DPoP");
        assertThat(dpi.refresh(next.text("refresh_token"), proof(OTHER, dpi)).text("token_type"))
                .isEqualTo("DPoP");
    }
}
