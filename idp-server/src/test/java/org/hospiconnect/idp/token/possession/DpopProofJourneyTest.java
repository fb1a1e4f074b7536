package org.hospiconnect.idp.token.possession;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ClientEndpoint;
import org.hospiconnect.idp.token.ClientKey;
import org.hospiconnect.idp.token.ProofKey;
import org.hospiconnect.idp.token.ProviderFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Proofs of possession by the numbers of RFC 9449 §4.3, at every endpoint that takes them. */
@JourneyTest
@Import(ProviderFixture.class)
class DpopProofJourneyTest {

    private static final ProofKey KEY = ProofKey.fresh();
    private static final ProofKey STRANGE = ProofKey.fresh();

    private final ProviderFixture provider;
    private final ServerNonces nonces;
    private final MovableClock clock;

    @Autowired
    DpopProofJourneyTest(ProviderFixture provider, ServerNonces nonces, MovableClock clock) {
        this.provider = provider;
        this.nonces = nonces;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    /** Where a proof may come. */
    enum Door {
        TOKEN,
        PAR,
        INTROSPECTION,
        REVOCATION,
        USERINFO;

        String method() {
            return this == USERINFO ? "GET" : "POST";
        }

        String path() {
            return this == USERINFO
                    ? "/userinfo"
                    : ClientEndpoint.valueOf(name()).path();
        }

        boolean takes(Application.Answer answer) {
            return switch (this) {
                case TOKEN -> answer.status() == 400 && answer.text("error").equals("invalid_grant");
                case PAR -> answer.status() == 201;
                default -> answer.status() == 200;
            };
        }

        String error(Application.Answer answer) {
            if (this != USERINFO) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(400);
                return answer.text("error");
            }
            assertThat(answer.status()).isEqualTo(401);
            String challenge = answer.headers().allValues("WWW-Authenticate").stream()
                    .filter(value -> value.startsWith("DPoP"))
                    .findFirst()
                    .orElse("");
            assertThat(challenge).contains("algs=\"ES256 EdDSA PS256\"");
            return challenge.replaceFirst("DPoP error=\"([a-z_]+)\".*", "$1");
        }
    }

    /** An application with, for userinfo, a token that is bound to the key. */
    private record Caller(Application dpi, String token) {

        Application.Answer call(Door door, String... proofs) {
            String[] headers = Arrays.stream(proofs)
                    .flatMap(proof -> Stream.of("DPoP", proof))
                    .toArray(String[]::new);
            return door == Door.USERINFO
                    ? dpi.get("/userinfo", with(headers, "Authorization", "DPoP " + token))
                    : dpi.postAs(
                            door.path(), ClientEndpoint.valueOf(door.name()).request(dpi), headers);
        }

        private static String[] with(String[] headers, String... more) {
            return Stream.concat(Arrays.stream(headers), Arrays.stream(more)).toArray(String[]::new);
        }

        String address(Door door) {
            return dpi.issuer() + door.path();
        }
    }

    private Caller caller(Door door) {
        var dpi = provider.application();
        if (door != Door.USERINFO) {
            return new Caller(dpi, "");
        }
        String code = provider.code(provider.signIn(), dpi);
        var tokens = dpi.redeem(code, "DPoP", KEY.proof("POST", dpi.issuer() + "/oauth2/token", nonces.current()));
        assertThat(tokens.text("token_type")).isEqualTo("DPoP");
        return new Caller(dpi, tokens.text("access_token"));
    }

    private String proof(Caller caller, Door door, UnaryOperator<JWTClaimsSet.Builder> change) {
        return KEY.proof(
                door.method(),
                caller.address(door),
                nonces.current(),
                claims -> change.apply(claims.claim("ath", ProofKey.hash(caller.token()))));
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("RFC9449-4.3")
    void a_right_proof_is_taken_once(Door door) {
        var caller = caller(door);
        String proof = proof(caller, door, claims -> claims);

        assertThat(door.takes(caller.call(door, proof))).isTrue();

        var replayed = caller.call(door, proof);
        assertThat(door.error(replayed)).isEqualTo("invalid_dpop_proof");
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("RFC9449-4.3-HTU")
    void an_address_is_compared_normalised(Door door) {
        var caller = caller(door);

        for (String spelled : List.of(
                caller.address(door).replace("http://localhost", "HTTP://LocalHost"),
                caller.address(door) + "?x=1#y",
                caller.address(door).replace(door.path(), "/./x/.." + door.path()))) {
            assertThat(door.takes(caller.call(door, proof(caller, door, claims -> claims.claim("htu", spelled)))))
                    .as(spelled)
                    .isTrue();
        }
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                change("3 no jti", claims -> claims.jwtID(null)),
                change("3 empty jti", claims -> claims.jwtID("")),
                change("3 endless jti", claims -> claims.jwtID("x".repeat(300))),
                change("3 no htm", claims -> claims.claim("htm", null)),
                change("3 no htu", claims -> claims.claim("htu", null)),
                change("3 no iat", claims -> claims.issueTime(null)),
                change("8 other method", claims -> claims.claim("htm", "PUT")),
                change("8 method in lower case", claims -> claims.claim("htm", "post")),
                change("9 other host", claims -> claims.claim("htu", "https://evil.example/oauth2/token")),
                change(
                        "9 other path",
                        claims -> claims.claim("htu", claims.build().getClaim("htu") + "x")),
                change("9 user in the address", claims -> claims.claim("htu", "http://a@localhost/oauth2/token")));
    }

    static Stream<Arguments> wrongHeaders() {
        URI evil = URI.create("https://evil.example/k");
        return Stream.of(
                header("4 no typ", header -> header.type(null)),
                header("4 other typ", header -> header.type(new JOSEObjectType("jwt"))),
                header("6 other key", header -> header.jwk(STRANGE.key().key().toPublicJWK())),
                header("6 no key", header -> header.jwk(null)),
                header("jku", header -> header.jwkURL(evil)),
                header("x5u", header -> header.x509CertURL(evil)),
                header("crit", header -> header.criticalParams(Set.of("x")).customParam("x", "1")));
    }

    private static Arguments change(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(name, change, UnaryOperator.<JWSHeader.Builder>identity());
    }

    private static Arguments header(String name, UnaryOperator<JWSHeader.Builder> change) {
        return Arguments.of(name, UnaryOperator.<JWTClaimsSet.Builder>identity(), change);
    }

    static Stream<Arguments> wrong() {
        return Stream.concat(wrongClaims(), wrongHeaders());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    @Requirement({"RFC9449-4.3", "RFC8725-3.1"})
    void a_wrong_proof_is_refused_everywhere(
            String name, UnaryOperator<JWTClaimsSet.Builder> claims, UnaryOperator<JWSHeader.Builder> header) {
        for (Door door : Door.values()) {
            var caller = caller(door);
            var said = claims.apply(ProofKey.claims(door.method(), caller.address(door), nonces.current())
                    .claim("ath", ProofKey.hash(caller.token())));
            String proof = KEY.key().sign(header.apply(KEY.header()), said.build());

            assertThat(door.error(caller.call(door, proof))).as("%s", door).isEqualTo("invalid_dpop_proof");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"RFC9449-4.3", "FAPI2SP-5.4.1"})
    void two_proofs_a_private_key_and_other_algorithms_are_refused(Door door) {
        var caller = caller(door);
        String right = proof(caller, door, claims -> claims);
        var rsa = ClientKey.of("RS256");
        var said = ProofKey.claims(door.method(), caller.address(door), nonces.current())
                .claim("ath", ProofKey.hash(caller.token()))
                .build();
        String rs256 = rsa.sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("dpop+jwt"))
                        .jwk(rsa.key().toPublicJWK()),
                said);
        String whole = right.replaceFirst("^[^.]+", privateHeader(KEY.key().key()));

        assertThat(door.error(caller.call(door, right, proof(caller, door, claims -> claims))))
                .isEqualTo("invalid_dpop_proof");
        for (String proof : List.of(rs256, whole, right + "=", "e30.e30.e30", "x", "a".repeat(5000))) {
            assertThat(door.error(caller.call(door, proof))).as(proof).isEqualTo("invalid_dpop_proof");
        }
    }

    private static String privateHeader(JWK key) {
        String json = "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + key.toJSONString() + "}";
        return com.nimbusds.jose.util.Base64URL.encode(json).toString();
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"RFC9449-8", "RFC9449-9"})
    void a_proof_without_a_nonce_of_ours_hears_the_one_to_use(Door door) {
        var caller = caller(door);
        for (String nonce : Arrays.asList(null, "", "other")) {
            var answer = caller.call(door, proof(caller, door, claims -> claims.claim("nonce", nonce)));

            assertThat(door.error(answer)).isEqualTo("use_dpop_nonce");
            String told = answer.headers().firstValue("DPoP-Nonce").orElse("");
            assertThat(told).hasSizeGreaterThan(20);
            assertThat(door.takes(caller.call(door, proof(caller, door, claims -> claims.claim("nonce", told)))))
                    .isTrue();
        }
    }

    @Test
    @Requirement("RFC9449-8")
    void a_nonce_ends_and_the_next_comes_with_every_answer() {
        var caller = caller(Door.PAR);
        String old = nonces.current();
        clock.advance(Duration.ofMinutes(1));
        var taken = caller.call(Door.PAR, at(caller, old));
        String next = taken.headers().firstValue("DPoP-Nonce").orElse("");
        clock.advance(Duration.ofMinutes(3));

        assertThat(taken.status()).isEqualTo(201);
        assertThat(next).isNotEqualTo(old).isNotEmpty();
        assertThat(Door.PAR.error(caller.call(Door.PAR, at(caller, old)))).isEqualTo("use_dpop_nonce");
    }

    private String at(Caller caller, String nonce) {
        return proof(caller, Door.PAR, claims -> claims.claim("nonce", nonce).issueTime(Date.from(clock.instant())));
    }
}
