package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.TokenKeys;
import org.hospiconnect.idp.keys.KeyPurpose;
import org.hospiconnect.idp.keys.KeyRotations;
import org.hospiconnect.idp.token.dmp.DmpStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Keys change while people are signed in. */
@JourneyTest
@Import(ProviderFixture.class)
class RotationJourneyTest {

    private final ProviderFixture provider;
    private final KeyRotations rotations;
    private final TokenKeys tokenKeys;
    private final Clients clients;
    private final BeanFactory server;
    private final MovableClock clock;

    @Autowired
    RotationJourneyTest(
            ProviderFixture provider,
            KeyRotations rotations,
            TokenKeys tokenKeys,
            Clients clients,
            BeanFactory server,
            MovableClock clock) {
        this.provider = provider;
        this.rotations = rotations;
        this.tokenKeys = tokenKeys;
        this.clients = clients;
        this.server = server;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    @Requirement("HC-KEYS-UNDER-LOAD")
    void what_the_old_key_signed_lives_on_and_what_comes_next_is_signed_by_the_new_one() throws Exception {
        // what other tests rotated is over
        clock.advance(Duration.ofMinutes(10));
        var dpi = provider.application();
        var camille = provider.signIn();
        String family = provider.tokens(camille, dpi).text("refresh_token");
        var turn = rotations
                .rotate(
                        ring -> ring.purpose() == KeyPurpose.TOKENS
                                && ring.algorithmName().equals("ES256"),
                        "test")
                .getFirst();
        clock.advance(Duration.between(clock.instant(), turn.at()).minusSeconds(30));
        var before = dpi.refresh(family);

        clock.advance(Duration.ofSeconds(31));
        var after = dpi.refresh(before.text("refresh_token"));

        assertThat(kid(before.text("access_token"))).isNotEqualTo(turn.kid());
        assertThat(kid(after.text("access_token"))).isEqualTo(turn.kid());
        for (var answer : java.util.List.of(before, after)) {
            assertThat(dpi.userInfo(answer.text("access_token")).status()).isEqualTo(200);
            assertThat(dpi.isActive(answer.text("access_token"))).isTrue();
            assertThat(verifies(dpi, answer.text("access_token"))).isTrue();
            assertThat(verifies(dpi, answer.text("id_token"))).isTrue();
        }
    }

    @Test
    @Requirement("HC-KEYS-REVOKE")
    void what_a_revoked_key_signed_is_refused_everywhere() throws Exception {
        var dpi = provider.application();
        var camille = provider.signIn();
        var tokens = provider.tokens(camille, dpi);
        String token = tokens.text("access_token");
        var stage = DmpStage.of(server);
        var physician = stage.camille();
        assertThat(dpi.userInfo(token).status()).isEqualTo(200);

        rotations.revoke(kid(token), "test");

        assertThat(dpi.userInfo(token).status()).isEqualTo(401);
        assertThat(dpi.isActive(token)).isFalse();
        assertThat(stage.send(physician, DmpStage.form(physician)).text("error"))
                .isEqualTo("invalid_request");
        var logout = dpi.get(
                "/connect/logout?id_token_hint=" + tokens.text("id_token"),
                "Cookie",
                "hc_session=" + camille.opened().cookie(),
                "Accept",
                "text/html");
        // the hint proves nothing any more, so the person is asked
        assertThat(logout.body()).contains("La demande n’a pas pu être vérifiée");
        var next = dpi.refresh(tokens.text("refresh_token"));
        assertThat(next.status()).isEqualTo(200);
        assertThat(kid(next.text("access_token"))).isNotEqualTo(kid(token));
        assertThat(dpi.userInfo(next.text("access_token")).status()).isEqualTo(200);
        assertThat(keys(dpi).getKeyByKeyId(kid(token))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256", "PS256", "EdDSA"})
    @Requirement({"OIDCC-15.1", "HC-KEYS-ALGORITHMS"})
    void each_announced_algorithm_signs_for_the_application_that_is_registered_with_it(String algorithm)
            throws Exception {
        var dpi = provider.application();
        var registered = ExampleApplication.like(dpi.registered())
                .tokenAlgorithm(algorithm)
                .get();
        assertThat(tokenKeys.prepare(algorithm)).isTrue();
        clients.put(registered);
        var published = keys(dpi);

        var tokens = provider.tokens(provider.signIn(), dpi);

        for (String token : java.util.List.of(tokens.text("access_token"), tokens.text("id_token"))) {
            assertThat(SignedJWT.parse(token).getHeader().getAlgorithm().getName())
                    .isEqualTo(algorithm);
            assertThat(published.getKeyByKeyId(kid(token))).isNotNull();
            assertThat(verifies(dpi, token)).isTrue();
        }
        assertThat(dpi.userInfo(tokens.text("access_token")).status()).isEqualTo(200);
        assertThat(dpi.isActive(tokens.text("access_token"))).isTrue();
        assertThat(dpi.get("/.well-known/openid-configuration").json())
                .extractingByKey("id_token_signing_alg_values_supported")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .contains(algorithm);
    }

    @Test
    @Requirement("HC-KEYS-CACHE-HEADERS")
    void published_keys_may_be_kept_as_long_as_none_signs_earlier_and_nothing_else_may() {
        var dpi = provider.application();

        assertThat(dpi.get("/oauth2/jwks").headers().allValues("Cache-Control")).containsExactly("public, max-age=300");
        assertThat(dpi.get("/oauth2/jwks").headers().map()).doesNotContainKeys("pragma", "expires");
        assertThat(dpi.post("/oauth2/token", Map.of()).headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(dpi.userInfo("x").headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
    }

    private static String kid(String token) throws Exception {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static JWKSet keys(Application dpi) throws Exception {
        return JWKSet.parse(dpi.get("/oauth2/jwks").body());
    }

    private static boolean verifies(Application dpi, String token) throws Exception {
        var jwt = SignedJWT.parse(token);
        JWK key = keys(dpi).getKeyByKeyId(jwt.getHeader().getKeyID());
        return key instanceof OctetKeyPair pair
                ? Ed25519.verifies(pair, jwt)
                : jwt.verify(new DefaultJWSVerifierFactory()
                        .createJWSVerifier(jwt.getHeader(), ((AsymmetricJWK) key).toPublicKey()));
    }
}
