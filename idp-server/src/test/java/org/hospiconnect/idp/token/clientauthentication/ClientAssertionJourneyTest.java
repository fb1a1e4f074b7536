package org.hospiconnect.idp.token.clientauthentication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.token.ClientEndpoint.REVOCATION;
import static org.hospiconnect.idp.token.ClientEndpoint.assertRefused;
import static org.hospiconnect.idp.token.ProvingApplication.KEY;
import static org.hospiconnect.idp.token.ProvingApplication.byKey;
import static org.hospiconnect.idp.token.ProvingApplication.end;
import static org.hospiconnect.idp.token.ProvingApplication.in;
import static org.hospiconnect.idp.token.ProvingApplication.signedPayload;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication.Profile;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ClientEndpoint;
import org.hospiconnect.idp.token.ClientKey;
import org.hospiconnect.idp.token.ProviderFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** {@code private_key_jwt}, right and wrong. */
@JourneyTest
@Import(ProviderFixture.class)
class ClientAssertionJourneyTest {

    private final ProviderFixture provider;
    private final Clients clients;
    private final MovableClock clock;

    @Autowired
    ClientAssertionJourneyTest(ProviderFixture provider, Clients clients, MovableClock clock) {
        this.provider = provider;
        this.clients = clients;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                change("iss of another", claims -> claims.issuer("other")),
                change("no iss", claims -> claims.issuer(null)),
                change("no sub", claims -> claims.subject(null)),
                change("no aud", claims -> claims.audience((String) null)),
                change("aud of another", claims -> claims.audience("https://other.example")),
                change("expired", claims -> claims.expirationTime(in(-1))),
                change("no end", claims -> claims.expirationTime(null)),
                change("far end", claims -> claims.expirationTime(in(3600))),
                change("not yet", claims -> claims.notBeforeTime(in(70))),
                change("made in the future", claims -> claims.issueTime(in(70))),
                change("no jti", claims -> claims.jwtID(null)),
                change("empty jti", claims -> claims.jwtID("")),
                change("endless jti", claims -> claims.jwtID("x".repeat(300))));
    }

    private static Arguments change(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    @Requirement({"RFC7523-3", "OIDCC-9"})
    void an_assertion_that_is_not_for_us_now_proves_nothing(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
        var client = byKey(provider, clients);

        for (ClientEndpoint at : ClientEndpoint.values()) {
            String assertion = KEY.sign(change.apply(client.claims()).build());
            assertRefused(client.asserting(at, assertion), 401, "invalid_client");
        }
    }

    @Test
    @Requirement({"RFC7523-3", "OIDCC-9"})
    void an_assertion_names_us_and_nobody_beside_us() {
        var client = byKey(provider, clients);
        var both = client.claims().audience(List.of(client.dpi().issuer(), "https://other.example"));

        assertRefused(client.asserting(REVOCATION, KEY.sign(both.build())), 401, "invalid_client");
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("RFC7523-3-JTI")
    void an_assertion_is_good_once_for_all_endpoints(ClientEndpoint at) {
        var client = byKey(provider, clients);
        String assertion = KEY.sign(client.claims().build());

        REVOCATION.assertProved(client.asserting(REVOCATION, assertion));

        assertRefused(client.asserting(at, assertion), 401, "invalid_client");
    }

    @Test
    @Requirement("RFC7523-3-JTI")
    void an_assertion_stays_used_until_it_has_expired() {
        var client = byKey(provider, clients);
        String assertion = KEY.sign(client.claims().expirationTime(in(590)).build());
        REVOCATION.assertProved(client.asserting(REVOCATION, assertion));

        clock.advance(Duration.ofSeconds(500));

        assertRefused(client.asserting(REVOCATION, assertion), 401, "invalid_client");
    }

    @ParameterizedTest
    @CsvSource({"10, 200", "20, 200", "70, 401"})
    @Requirement("FAPI2SP-5.3.2.1-13")
    void a_clock_a_little_ahead_is_taken(int seconds, int status) {
        var client = byKey(provider, clients);
        var claims = client.claims().issueTime(in(seconds)).notBeforeTime(in(seconds));

        assertThat(client.asserting(REVOCATION, KEY.sign(claims.build())).status())
                .isEqualTo(status);
    }

    static Stream<Function<String, Object>> audiencesOutsideFapi2() {
        return Stream.of(
                issuer -> issuer + "/oauth2/token",
                issuer -> issuer + "/oauth2/par",
                issuer -> List.of(issuer, issuer + "/oauth2/token"));
    }

    @ParameterizedTest
    @MethodSource("audiencesOutsideFapi2")
    @Requirement("FAPI2SP-5.3.2.1-AUD")
    void an_endpoint_is_an_audience_outside_fapi2_only(Function<String, Object> audience) {
        var usual = byKey(provider, clients);
        var strict = byKey(provider, clients, Profile.FAPI2, KEY);
        Object value = audience.apply(usual.dpi().issuer());

        var taken = usual.asserting(
                REVOCATION, KEY.sign(usual.claims().claim("aud", value).build()));
        var refused = strict.asserting(
                REVOCATION, KEY.sign(strict.claims().claim("aud", value).build()));

        REVOCATION.assertProved(taken);
        assertRefused(refused, 401, "invalid_client");
    }

    @Test
    @Requirement("FAPI2SP-5.3.2.1-AUD")
    void for_fapi2_the_issuer_is_one_string() {
        var strict = byKey(provider, clients, Profile.FAPI2, KEY);
        String form = "{\"iss\":\"%1$s\",\"sub\":\"%1$s\",\"aud\":%2$s,\"exp\":%3$d,\"jti\":\"%4$s\"}";
        String id = strict.dpi().registered().id();
        String issuer = "\"" + strict.dpi().issuer() + "\"";
        long end = end(60);

        var one = strict.asserting(REVOCATION, signedPayload(form.formatted(id, issuer, end, UUID.randomUUID())));
        var inList = strict.asserting(
                REVOCATION, signedPayload(form.formatted(id, "[" + issuer + "]", end, UUID.randomUUID())));

        REVOCATION.assertProved(one);
        assertRefused(inList, 401, "invalid_client");
    }

    @ParameterizedTest
    @CsvSource({
        "ES256, STANDARD, 200",
        "PS256, STANDARD, 200",
        "EdDSA, STANDARD, 200",
        "RS256, STANDARD, 200",
        "RS512, STANDARD, 401",
        "PS256, FAPI2,    200",
        "EdDSA, FAPI2,    200",
        "RS256, FAPI2,    401"
    })
    @Requirement("FAPI2SP-5.4.1")
    void algorithms_are_those_of_the_profile(String algorithm, Profile profile, int status) {
        var key = ClientKey.of(algorithm);
        var client = byKey(provider, clients, profile, key);

        assertThat(client.asserting(REVOCATION, key.sign(client.claims().build()))
                        .status())
                .isEqualTo(status);
    }

    static Stream<UnaryOperator<JWSHeader.Builder>> wrongHeaders() {
        URI evil = URI.create("https://evil.example/k");
        return Stream.of(
                header -> header.type(new JOSEObjectType("at+jwt")),
                header -> header.type(new JOSEObjectType("dpop+jwt")),
                header -> header.jwk(KEY.key().toPublicJWK()),
                header -> header.jwkURL(evil),
                header -> header.x509CertURL(evil),
                header -> header.keyID("../../etc/passwd"),
                header -> header.criticalParams(Set.of("x")).customParam("x", "1"));
    }

    @ParameterizedTest
    @MethodSource("wrongHeaders")
    @Requirement("RFC8725-3.1")
    void an_assertion_names_no_key_and_is_no_other_object(UnaryOperator<JWSHeader.Builder> change) {
        var client = byKey(provider, clients);

        for (ClientEndpoint at : ClientEndpoint.values()) {
            var header = change.apply(new JWSHeader.Builder(JWSAlgorithm.ES256));
            assertRefused(client.asserting(at, KEY.sign(header, client.claims().build())), 401, "invalid_client");
        }
    }

    @Test
    @Requirement("RFC8725-3.1")
    void an_assertion_has_one_spelling_and_a_registered_key() throws JOSEException {
        var client = byKey(provider, clients);
        var claims = client.claims().build();
        String right = KEY.sign(claims);
        var confused = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        confused.sign(new MACSigner(KEY.key().toPublicJWK().toJSONString().getBytes(UTF_8)));
        String doubled =
                signedPayload("{\"iss\":\"%1$s\",\"sub\":\"%1$s\",\"sub\":\"%1$s\",\"aud\":\"%2$s\",\"exp\":%3$d,"
                        .formatted(client.dpi().registered().id(), client.dpi().issuer(), end(60))
                        .concat("\"jti\":\"x\"}"));

        for (String assertion : List.of(
                right + "=",
                " " + right,
                right.replaceFirst("\\.", "=."),
                right + ".",
                "e30." + right,
                new PlainJWT(claims).serialize(),
                confused.serialize(),
                ClientKey.of("ES256").sign(claims),
                doubled,
                "a".repeat(9000))) {
            for (ClientEndpoint at : ClientEndpoint.values()) {
                assertRefused(client.asserting(at, assertion), 401, "invalid_client");
            }
        }
        ClientEndpoint.PAR.assertProved(client.asserting(ClientEndpoint.PAR, right));
    }

    @Test
    @Requirement("RFC7523-2.2")
    void an_assertion_has_its_type_and_speaks_for_its_own_client() {
        var client = byKey(provider, clients);
        var request = REVOCATION.request(client.dpi());
        request.put("client_assertion", KEY.sign(client.claims().build()));
        request.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer");

        assertRefused(client.dpi().post(REVOCATION.path(), Application.form(request)), 401, "invalid_client");
        request.put("client_assertion_type", ClientAssertions.TYPE);
        request.put("client_id", byKey(provider, clients).dpi().registered().id());
        assertRefused(client.dpi().post(REVOCATION.path(), Application.form(request)), 400, "invalid_request");
    }
}
