package org.hospiconnect.dpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our API takes access tokens as RFC 9068 writes them, and nothing else. */
class ApiJourneyTest {

    private static final RunningDpi DPI = RunningDpi.shared();
    private static final String ME = DPI.address("/api/me");

    private final ApiCaller caller = new ApiCaller(DPI);

    @BeforeEach
    void start() {
        DPI.provider().reset();
    }

    @Test
    @Requirement("RFC9068-4")
    void an_access_token_of_the_provider_opens_the_api_with_its_key() {
        var answer = caller.call("GET", "/api/me", caller.token());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"sub\":\"local-1\"");
    }

    @Test
    @Requirement("RFC9068-4")
    void another_type_of_token_is_refused() {
        String idToken = DPI.provider().signed("JWT", caller.claims().build());

        assertThat(caller.call("GET", "/api/me", idToken).statusCode()).isEqualTo(401);
        assertThat(caller.call("GET", "/api/me", "nonsense").statusCode()).isEqualTo(401);
    }

    @Test
    @Requirement("HC-DPI-API-BOUND")
    void a_token_without_its_proof_is_of_no_use() {
        String token = caller.token();
        var thief = new ApiCaller(DPI);

        assertThat(thief.call("GET", "/api/me", token).statusCode()).isEqualTo(401);
        assertThat(with(token, "Bearer ", "").statusCode()).isEqualTo(401);
        assertThat(with(token, "DPoP ", "").statusCode()).isEqualTo(401);
        assertThat(with(token, "DPoP ", thief.proof("GET", ME, token)).statusCode())
                .isEqualTo(401);
    }

    @Test
    @Requirement("HC-DPI-API-BOUND")
    void a_proof_is_for_one_request_and_for_one_token() {
        String token = caller.token();
        String proof = caller.proof("GET", ME, token);

        assertThat(with(token, "DPoP ", proof).statusCode()).isEqualTo(200);
        assertThat(with(token, "DPoP ", proof).statusCode()).as("replayed").isEqualTo(401);
        assertThat(with(token, "DPoP ", caller.proof("POST", ME, token)).statusCode())
                .as("htm")
                .isEqualTo(401);
        assertThat(with(token, "DPoP ", caller.proof("GET", DPI.address("/api/patients"), token))
                        .statusCode())
                .as("htu")
                .isEqualTo(401);
        assertThat(with(token, "DPoP ", caller.proof("GET", ME, caller.token())).statusCode())
                .as("ath")
                .isEqualTo(401);
    }

    @Test
    @Requirement("HC-DPI-API-BOUND")
    void a_token_that_is_bound_to_nothing_is_refused() {
        String token =
                DPI.provider().signed("at+jwt", DPI.provider().accessClaims().build());

        assertThat(with(token, "Bearer ", "").statusCode()).isEqualTo(401);
        assertThat(caller.call("GET", "/api/me", token).statusCode()).isEqualTo(401);
    }

    static Stream<UnaryOperator<JWTClaimsSet.Builder>> wrong() {
        return Stream.of(
                claims -> claims.audience("another"),
                claims -> claims.issuer("https://other.example"),
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))),
                claims -> claims.claim("client_id", "other"),
                claims -> claims.jwtID(null));
    }

    @ParameterizedTest
    @MethodSource
    @Requirement("RFC9068-4")
    void wrong(UnaryOperator<JWTClaimsSet.Builder> spoil) {
        String token =
                DPI.provider().signed("at+jwt", spoil.apply(caller.claims()).build());

        assertThat(caller.call("GET", "/api/me", token).statusCode()).isEqualTo(401);
    }

    @Test
    void a_cookie_is_not_a_token() {
        var browser = DPI.browser();
        browser.signIn();

        assertThat(browser.visit("/api/me").status()).isEqualTo(401);
    }

    private HttpResponse<String> with(String token, String scheme, String proof) {
        var request = caller.request("GET", "/api/me", "").header("Authorization", scheme + token);
        return ApiCaller.send((proof.isEmpty() ? request : request.header("DPoP", proof)).build());
    }
}
