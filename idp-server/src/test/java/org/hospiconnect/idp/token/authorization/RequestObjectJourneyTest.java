package org.hospiconnect.idp.token.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.ClientKeys;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProviderFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Authorization requests that the application signs (RFC 9101), right and wrong. */
@JourneyTest
@Import(ProviderFixture.class)
class RequestObjectJourneyTest {

    private static final ECKey KEY = key();
    private static final ECKey STRANGE = key();

    private final ProviderFixture provider;
    private final Clients clients;

    @Autowired
    RequestObjectJourneyTest(ProviderFixture provider, Clients clients) {
        this.provider = provider;
        this.clients = clients;
    }

    @Test
    @Requirement({"RFC9101-5", "RFC9101-6.3"})
    void what_stands_in_the_object_counts_alone() {
        var dpi = signing();
        var camille = provider.signIn();
        var outside = new LinkedHashMap<>(dpi.request());
        outside.put("state", "outside");
        outside.put("max_age", "1");
        outside.put("request", object(dpi, claims -> claims.claim("state", "inside"), KEY));

        var answer = dpi.authorize(camille, outside);

        assertThat(answer.redirect()).containsEntry("state", "inside").containsKey("code");
    }

    @Test
    @Requirement("RFC9101-5")
    void a_signed_request_may_be_pushed() {
        var dpi = signing();
        var pushed = dpi.post("/oauth2/par", Map.of("request", object(dpi, claims -> claims, KEY)));

        assertThat(pushed.status()).isEqualTo(201);
        assertThat(dpi.authorize(
                                provider.signIn(),
                                Map.of(
                                        "client_id", dpi.registered().id(),
                                        "request_uri", pushed.text("request_uri")))
                        .redirect())
                .containsKey("code");
    }

    static Stream<Arguments> wrong() {
        Instant now = Instant.now();
        return Stream.of(
                change("another issuer", claims -> claims.issuer("other")),
                change("another client", claims -> claims.claim("client_id", "other")),
                change("another audience", claims -> claims.audience("https://other.example")),
                change("expired", claims -> claims.expirationTime(Date.from(now.minusSeconds(60)))),
                change(
                        "no end and an hour old",
                        claims -> claims.expirationTime(null).issueTime(Date.from(now.minusSeconds(3700)))),
                change("neither end nor beginning", claims -> claims.expirationTime(null)),
                change("a control", claims -> claims.claim("login_hint", "a\u0000b")),
                change("nothing", claims -> claims.claim("login_hint", null).serializeNullClaims(true)),
                change("far end", claims -> claims.expirationTime(Date.from(now.plusSeconds(7200)))),
                change("not yet", claims -> claims.notBeforeTime(Date.from(now.plusSeconds(600)))),
                change("a client assertion", claims -> claims.subject("dpi")),
                change("a request within", claims -> claims.claim("request", "e30.e30.e30")),
                change("a reference within", claims -> claims.claim("request_uri", "https://a.example")));
    }

    private static Arguments change(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @Requirement("RFC9101-6.3")
    @MethodSource("wrong")
    void an_object_that_is_not_this_clients_request_for_us_now_is_refused(
            String name, UnaryOperator<JWTClaimsSet.Builder> change) {
        var dpi = signing();

        assertThat(refusal(dpi, object(dpi, change, KEY))).isEqualTo("invalid_request_object");
    }

    @Test
    @Requirement("RFC8725-3.1")
    void no_other_algorithm_or_key_is_taken() throws JOSEException {
        var dpi = signing();
        var claims = claims(dpi);
        byte[] publicKey = KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        var confused = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        confused.sign(new MACSigner(publicKey));

        var nested = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                        .contentType("JWT")
                        .build(),
                new Payload(object(dpi, same -> same, KEY)));
        nested.encrypt(new ECDHEncrypter(KEY.toECPublicKey()));

        assertThat(Stream.of(
                        new PlainJWT(claims).serialize(),
                        confused.serialize(),
                        nested.serialize(),
                        object(dpi, same -> same, STRANGE)))
                .allSatisfy(object -> assertThat(refusal(dpi, object)).isEqualTo("invalid_request_object"));
    }

    static Stream<UnaryOperator<JWSHeader.Builder>> wrongHeaders() {
        URI evil = URI.create("https://evil.example/k");
        return Stream.of(
                header -> header.type(new JOSEObjectType("at+jwt")),
                header -> header.jwk(KEY.toPublicJWK()),
                header -> header.jwkURL(evil),
                header -> header.x509CertURL(evil),
                header -> header.keyID("../../etc/passwd"),
                header -> header.criticalParams(Set.of("x")).customParam("x", "1"));
    }

    @ParameterizedTest
    @Requirement("RFC8725-3.1")
    @MethodSource("wrongHeaders")
    void a_header_names_no_key_and_asks_nothing_unknown(UnaryOperator<JWSHeader.Builder> change) {
        var dpi = signing();
        var header = change.apply(new JWSHeader.Builder(JWSAlgorithm.ES256));

        assertThat(refusal(dpi, signed(header, claims(dpi)))).isEqualTo("invalid_request_object");
    }

    @Test
    @Requirement("RFC8725-3.1")
    void a_token_has_one_spelling() throws JOSEException {
        var dpi = signing();
        String right = object(dpi, claims -> claims, KEY);

        assertThat(Stream.of(right + "=", right.replaceFirst("\\.", " ."), right + ".", "e30." + right, doubled(dpi)))
                .allSatisfy(object -> assertThat(refusal(dpi, object)).isEqualTo("invalid_request_object"));
        assertThat(refusal(dpi, "a".repeat(12_000))).isEqualTo("invalid_request_object");
    }

    @Test
    @Requirement("OIDCC-6.1")
    void a_client_without_keys_hears_that_it_signs_nothing() {
        var dpi = provider.application();

        assertThat(refusal(dpi, object(dpi, claims -> claims, KEY))).isEqualTo("request_not_supported");
    }

    private String refusal(Application dpi, String object) {
        var request = dpi.request();
        request.put("request", object);
        var answer = dpi.authorize(provider.signIn(), request);
        assertThat(answer.status()).isEqualTo(303);
        return answer.redirect().getOrDefault("error", "");
    }

    private Application signing() {
        var dpi = provider.application();
        var keys = new ClientKeys(
                Optional.of(new JWKSet(KEY.toPublicJWK()).toString()), Optional.empty(), Optional.empty());
        clients.put(ExampleApplication.like(dpi.registered()).keys(keys).get());
        return dpi;
    }

    private static JWTClaimsSet claims(Application dpi) {
        return builder(dpi).build();
    }

    private static JWTClaimsSet.Builder builder(Application dpi) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(dpi.registered().id())
                .audience(dpi.issuer())
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
        dpi.request().forEach(claims::claim);
        return claims;
    }

    private static String object(Application dpi, UnaryOperator<JWTClaimsSet.Builder> change, ECKey key) {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(key.getKeyID())
                        .type(new JOSEObjectType("oauth-authz-req+jwt")),
                change.apply(builder(dpi)).build(),
                key);
    }

    private static String signed(JWSHeader.Builder header, JWTClaimsSet claims) {
        return signed(header, claims, KEY);
    }

    private static String signed(JWSHeader.Builder header, JWTClaimsSet claims, ECKey key) {
        try {
            var jwt = new SignedJWT(header.build(), claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same claim twice, rightly signed. */
    private static String doubled(Application dpi) throws JOSEException {
        String body = claims(dpi).toString();
        var payload = Base64URL.encode("{\"state\":\"other\"," + body.substring(1));
        var header = new JWSHeader(JWSAlgorithm.ES256);
        var signing = header.toBase64URL() + "." + payload;
        var signature = new ECDSASigner(KEY).sign(header, signing.getBytes(StandardCharsets.US_ASCII));
        return signing + "." + signature;
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
