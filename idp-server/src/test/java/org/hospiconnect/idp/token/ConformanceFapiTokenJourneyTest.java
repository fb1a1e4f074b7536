package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.possession.ServerNonces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What the same plan sends to the token endpoint and to userinfo (private_key_jwt, DPoP, OpenID Connect). */
@JourneyTest
@Import({ProviderFixture.class, FapiStage.class})
class ConformanceFapiTokenJourneyTest {

    private final FapiStage stage;
    private final ServerNonces nonces;
    private final MovableClock clock;

    @Autowired
    ConformanceFapiTokenJourneyTest(FapiStage stage, ServerNonces nonces, MovableClock clock) {
        this.stage = stage;
        this.nonces = nonces;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    static Stream<Arguments> wrongAssertions() {
        UnaryOperator<JWTClaimsSet.Builder> old = claims -> claims.expirationTime(ProvingApplication.in(-300));
        UnaryOperator<JWTClaimsSet.Builder> early =
                claims -> claims.issueTime(ProvingApplication.in(65)).notBeforeTime(ProvingApplication.in(65));
        return Stream.of(
                Arguments.of("exp 5 min ago", old),
                Arguments.of("iat and nbf in 65 s", early),
                wrong("other aud", claims -> claims.audience("https://other.example")),
                wrong("no sub", claims -> claims.subject(null)),
                wrong("aud in an array", claims -> claims.claim("aud", List.of("https://other.example", "x"))));
    }

    private static Arguments wrong(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAssertions")
    @Requirement({"FAPI2SP-5.3.2.1-AUD", "FAPI2SP-5.3.2.1-13", "RFC7523-3"})
    void a_wrong_assertion_is_no_client(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
        var client = stage.client();
        String code = stage.code(client, client.dpi().request());

        var answer = FapiStage.token(
                client,
                FapiStage.redemption(code),
                change.apply(client.claims()).build(),
                stage.proof(client, FapiStage.KEY));

        assertThat(answer.status()).as(name).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("invalid_client");
    }

    @Test
    @Requirement("FAPI2SP-5.3.2.1-13")
    void a_clock_eight_seconds_ahead_is_fine() {
        var client = stage.client();
        String code = stage.code(client, client.dpi().request());
        var ahead = client.claims()
                .issueTime(ProvingApplication.in(8))
                .notBeforeTime(ProvingApplication.in(8))
                .build();

        assertThat(FapiStage.token(client, FapiStage.redemption(code), ahead, stage.proof(client, FapiStage.KEY))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"code_verifier,", "code_verifier,wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong"})
    @Requirement("RFC7636-4.6")
    void a_missing_or_wrong_verifier_is_an_invalid_grant(String name, String value) {
        var client = stage.client();
        String code = stage.code(client, client.dpi().request());

        var answer = stage.redeem(client, FapiStage.changed(FapiStage.redemption(code), name, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_grant");
    }

    @Test
    @Requirement({"RFC9449-10", "RFC6749-4.1.2", "FAPI2SP-5.3.2.1-CODE"})
    void a_code_is_for_its_key_its_client_and_a_minute_once() {
        var client = stage.client();
        var bound = FapiStage.changed(client.dpi().request(), "dpop_jkt", FapiStage.OTHER.thumbprint());
        String right = stage.code(client, client.dpi().request());
        String late = stage.code(client, client.dpi().request());

        var otherKey = stage.redeem(client, FapiStage.redemption(stage.code(client, bound)));
        var otherClient = stage.redeem(stage.client(), FapiStage.redemption(right));
        var first = stage.redeem(client, FapiStage.redemption(right));
        clock.advance(Duration.ofSeconds(1));
        var second = stage.redeem(client, FapiStage.redemption(right));
        clock.advance(Duration.ofSeconds(61));
        var over =
                FapiStage.token(client, FapiStage.redemption(late), ahead(client), stage.proof(client, FapiStage.KEY));

        assertThat(first.status()).isEqualTo(200);
        for (var refused : List.of(otherKey, otherClient, second, over)) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.text("error")).isEqualTo("invalid_grant");
        }
    }

    private JWTClaimsSet ahead(ProvingApplication client) {
        return client.claims()
                .expirationTime(Date.from(clock.instant().plusSeconds(60)))
                .build();
    }

    @Test
    @Requirement({"HC-BINDING-REGISTERED", "RFC9449-5-REFRESH"})
    void a_refresh_takes_a_new_key_keeps_the_token_and_needs_a_proof() {
        var client = stage.client();
        var first = stage.redeem(
                client, FapiStage.redemption(stage.code(client, client.dpi().request())));
        var refresh = Map.of(
                "grant_type", "refresh_token",
                "refresh_token", first.text("refresh_token"),
                "scope", "openid profile rpps work_situation");

        var second = FapiStage.token(client, refresh, client.claims().build(), stage.proof(client, FapiStage.OTHER));
        var bare = FapiStage.token(client, refresh, client.claims().build());
        var stolen = stage.redeem(stage.client(), refresh);

        assertThat(second.status()).as(second.body()).isEqualTo(200);
        assertThat(second.text("token_type")).isEqualTo("DPoP");
        assertThat(second.json().getOrDefault("refresh_token", first.text("refresh_token")))
                .isEqualTo(first.text("refresh_token"));
        assertThat(bare.status()).isEqualTo(400);
        assertThat(bare.text("error")).isIn("invalid_request", "invalid_grant");
        assertThat(stolen.status()).isEqualTo(400);
        assertThat(stolen.text("error")).isEqualTo("invalid_grant");
    }

    /** §5.3.2.1: what is bound to its sender needs no rotation, and a lost answer must not end the family. */
    @Test
    @Requirement("FAPI2SP-5.3.2.1-ROTATION")
    void a_refresh_token_is_never_replaced() {
        var client = stage.client();
        var first = stage.redeem(
                client, FapiStage.redemption(stage.code(client, client.dpi().request())));
        var refresh = Map.of("grant_type", "refresh_token", "refresh_token", first.text("refresh_token"));

        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(3));
            var again = FapiStage.token(client, refresh, ahead(client), stage.proof(client, FapiStage.KEY));
            assertThat(again.status()).as(again.body()).isEqualTo(200);
            assertThat(again.json().getOrDefault("refresh_token", first.text("refresh_token")))
                    .isEqualTo(first.text("refresh_token"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DPoP|Accept|application/json; charset=utf-8",
                "dpop|Accept|application/json",
                "DPOP|Accept|application/json, application/jwt;q=0.9, */*;q=0.8",
                "DPoP|X-Nothing|1"
            })
    @Requirement({"RFC9449-7.1", "RFC9110-11.1"})
    void the_scheme_is_read_in_any_case_and_json_given_to_who_can_read_it(String scheme, String name, String value) {
        var client = stage.client();
        String token = stage.redeem(
                        client,
                        FapiStage.redemption(stage.code(client, client.dpi().request())))
                .text("access_token");
        String address = client.dpi().issuer() + "/userinfo";
        String proof = FapiStage.KEY.proof(
                "GET",
                address,
                nonces.current(),
                claims -> claims.claim("ath", ProofKey.hash(token)).claim("tx_id_key", 1));

        var answer = client.dpi().get("/userinfo", "Authorization", scheme + " " + token, "DPOP", proof, name, value);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Date")).isPresent();
        assertThat(client.dpi().get("/userinfo?access_token=" + token).status()).isBetween(400, 401);
    }

    @Test
    @Requirement("RFC9449-7.2")
    void the_token_of_one_client_does_not_open_with_the_key_of_another() {
        var client = stage.client();
        String token = stage.redeem(
                        client,
                        FapiStage.redemption(stage.code(client, client.dpi().request())))
                .text("access_token");
        String proof = FapiStage.OTHER.proof(
                "GET",
                client.dpi().issuer() + "/userinfo",
                nonces.current(),
                claims -> claims.claim("ath", ProofKey.hash(token)));

        assertThat(client.dpi()
                        .get("/userinfo", "Authorization", "DPoP " + token, "DPoP", proof)
                        .status())
                .isEqualTo(401);
        assertThat(client.dpi().userInfo(token).status()).isEqualTo(401);
    }
}
