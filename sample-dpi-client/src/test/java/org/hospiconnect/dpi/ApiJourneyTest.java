package org.hospiconnect.dpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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

    @BeforeEach
    void start() {
        DPI.provider().reset();
    }

    @Test
    @Requirement("RFC9068-4")
    void an_access_token_of_the_provider_opens_the_api() throws Exception {
        var answer = get(
                DPI.provider().signed("at+jwt", DPI.provider().accessClaims().build()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"sub\":\"local-1\"");
    }

    @Test
    @Requirement("RFC9068-4")
    void another_type_of_token_is_refused() throws Exception {
        assertThat(get(DPI.provider()
                                .signed("JWT", DPI.provider().accessClaims().build()))
                        .statusCode())
                .isEqualTo(401);
        assertThat(get("nonsense").statusCode()).isEqualTo(401);
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
    void wrong(UnaryOperator<JWTClaimsSet.Builder> spoil) throws Exception {
        String token = DPI.provider()
                .signed("at+jwt", spoil.apply(DPI.provider().accessClaims()).build());

        assertThat(get(token).statusCode()).isEqualTo(401);
    }

    @Test
    void a_cookie_is_not_a_token() {
        var browser = DPI.browser();
        browser.signIn();

        assertThat(browser.visit("/api/me").status()).isEqualTo(401);
    }

    private static HttpResponse<String> get(String token) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(DPI.address("/api/me")))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
