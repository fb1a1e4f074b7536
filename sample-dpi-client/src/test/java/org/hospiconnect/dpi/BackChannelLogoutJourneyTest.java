package org.hospiconnect.dpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hospiconnect.dpi.RunningDpi.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The provider ends sessions from behind, in the browsers that it means and in no other. */
class BackChannelLogoutJourneyTest {

    private static final RunningDpi DPI = RunningDpi.shared();
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final Browser first = DPI.browser();
    private final Browser second = DPI.browser();
    private final String sidA = UUID.randomUUID().toString();
    private final String sidB = UUID.randomUUID().toString();

    @BeforeEach
    void two_browsers_of_one_person_two_sessions_at_the_provider() {
        DPI.provider().reset();
        DPI.provider().next(Person.usual().within(sidA));
        first.signIn();
        DPI.provider().next(Person.usual().within(sidB));
        second.signIn();
    }

    @Test
    @Requirement({"HC-DPI-BCL", "OIDCBCL-2.7"})
    void one_session_ends_and_its_browser_only_says_so() {
        assertThat(post(logout().claim("sid", sidA).build())).isEqualTo(200);

        assertThat(state(first)).isEqualTo("ENDED");
        assertThat(state(second)).isEqualTo("SIGNED_IN");
        assertThat(second.visit("/patients").has("#patients")).isTrue();
        var page = first.visit("/patients/P-1001");
        assertThat(page.has("#patient")).isFalse();
        assertThat(page.text("#ended")).contains("terminée à", "quitté une autre application");
        signsInAgain();
        assertThat(first.signIn().document().expectFirst("#patient").attr("data-ipp"))
                .isEqualTo("P-1001");
        assertThat(state(first)).isEqualTo("SIGNED_IN");
    }

    @Test
    @Requirement({"HC-DPI-BCL", "OIDCBCL-2.7"})
    void without_sid_all_sessions_of_the_person_end_and_nobody_elses() {
        var other = DPI.browser();
        DPI.provider()
                .next(Person.usual()
                        .as("local-2", "M-TEST-2")
                        .within(UUID.randomUUID().toString()));
        other.signIn();

        assertThat(post(logout().subject("local-1").build())).isEqualTo(200);

        assertThat(first.visit("/patients").document().expectFirst("#ended").attr("data-everywhere"))
                .isEqualTo("true");
        assertThat(second.visit("/patients").has("#ended")).isTrue();
        assertThat(other.visit("/patients").has("#patients")).isTrue();
    }

    @Test
    @Requirement("OIDCBCL-2.7")
    void a_sid_of_another_person_or_of_nobody_ends_nothing() {
        assertThat(post(logout().subject("local-2").claim("sid", sidA).build())).isEqualTo(200);
        assertThat(post(logout().claim("sid", "sid-of-nobody").build())).isEqualTo(200);

        assertThat(state(first)).isEqualTo("SIGNED_IN");
        assertThat(state(second)).isEqualTo("SIGNED_IN");
    }

    @Test
    @Requirement("HC-DPI-BCL")
    void a_sign_in_that_arrives_after_the_end_of_its_session_is_ended() {
        post(logout().claim("sid", "sid-late").build());
        DPI.provider().next(Person.usual().within("sid-late"));

        assertThat(DPI.browser().signIn().has("#ended")).isTrue();
    }

    @Test
    @Requirement("HC-DPI-BCL")
    void what_was_being_typed_is_kept_for_the_same_person() {
        var form = second.visit("/patients/P-1002/stupefiant");
        post(logout().claim("sid", sidB).build());

        var said = second.submit(form, "#prescription", Map.of("dosage", "un patch", "days", "9"));

        assertThat(said.has("#work-kept")).isTrue();
        signsInAgain();
        var back = second.signIn();
        assertThat(back.at().getPath()).isEqualTo("/patients/P-1002/stupefiant");
        assertThat(back.document().expectFirst("#dosage").val()).isEqualTo("un patch");
        assertThat(back.document().expectFirst("#days").val()).isEqualTo("9");
    }

    @Test
    @Requirement("HC-DPI-BCL")
    void who_comes_next_finds_nothing_of_it() {
        var form = second.visit("/patients/P-1002/stupefiant");
        post(logout().claim("sid", sidB).build());
        second.submit(form, "#prescription", Map.of("dosage", "un patch", "days", "9"));
        DPI.provider()
                .next(Person.usual()
                        .as("local-3", "M-TEST-3")
                        .within(UUID.randomUUID().toString()));

        assertThat(second.signIn().at().getPath()).isEqualTo("/patients");
        assertThat(second.visit("/patients/P-1002/stupefiant")
                        .document()
                        .expectFirst("#dosage")
                        .val())
                .isEmpty();
    }

    static Stream<UnaryOperator<JWTClaimsSet.Builder>> wrong() {
        var now = Instant.now();
        return Stream.of(
                claims -> claims.issuer("https://other.example"),
                claims -> claims.issuer(null),
                claims -> claims.audience("other"),
                claims -> claims.audience((String) null),
                claims -> claims.issueTime(null),
                claims -> claims.issueTime(Date.from(now.plusSeconds(300))),
                claims -> claims.expirationTime(Date.from(now.minusSeconds(60))),
                claims -> claims.expirationTime(null),
                claims -> claims.claim("events", null),
                claims -> claims.claim("events", List.of(EVENT)),
                claims -> claims.claim("events", Map.of("https://other.example/event", Map.of())),
                claims -> claims.claim("nonce", "n"),
                claims -> claims.claim("sid", null),
                claims -> claims.jwtID(null));
    }

    @ParameterizedTest
    @MethodSource
    @Requirement("OIDCBCL-2.6")
    void wrong(UnaryOperator<JWTClaimsSet.Builder> spoil) {
        assertThat(post(spoil.apply(logout().claim("sid", sidA)).build())).isEqualTo(400);

        assertThat(state(first)).isEqualTo("SIGNED_IN");
    }

    @Test
    @Requirement("OIDCBCL-2.6")
    void a_replayed_token_is_refused() {
        var claims = logout().claim("sid", sidA).build();
        assertThat(post(claims)).isEqualTo(200);

        assertThat(post(claims)).isEqualTo(400);
    }

    @Test
    @Requirement("OIDCBCL-2.6")
    void another_key_no_signature_another_type_and_no_token_are_refused() throws JOSEException {
        var claims = logout().claim("sid", sidA).build();
        var forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID("k1")
                        .type(new JOSEObjectType("logout+jwt"))
                        .build(),
                claims);
        forged.sign(new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate()));

        assertThat(Stream.of(
                                forged.serialize(),
                                new PlainJWT(claims).serialize(),
                                DPI.provider().signed("JWT", claims),
                                DPI.provider().signed("at+jwt", claims),
                                "nonsense",
                                "")
                        .map(BackChannelLogoutJourneyTest::send))
                .containsOnly(400);
        assertThat(DPI.browser().post("/backchannel-logout", Map.of()).status()).isEqualTo(400);
        assertThat(state(first)).isEqualTo("SIGNED_IN");
    }

    @Test
    @Requirement("HC-DPI-BCL")
    void the_tokens_of_an_ended_session_open_the_api_no_more() {
        var caller = new ApiCaller(DPI);
        String token = DPI.provider()
                .signed("at+jwt", caller.claims().claim("sid", sidA).build());
        assertThat(caller.call("GET", "/api/me", token).statusCode()).isEqualTo(200);

        post(logout().claim("sid", sidA).build());

        assertThat(caller.call("GET", "/api/me", token).statusCode()).isEqualTo(401);
    }

    @Test
    void who_is_not_signed_in_has_no_session_to_watch() {
        assertThat(state(DPI.browser())).isEqualTo("NOBODY");
    }

    private static void signsInAgain() {
        DPI.provider().next(Person.usual().within(UUID.randomUUID().toString()));
    }

    private static JWTClaimsSet.Builder logout() {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(DPI.provider().issuer())
                .audience("sample-dpi")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString())
                .claim("events", Map.of(EVENT, Map.of()));
    }

    private static int post(JWTClaimsSet claims) {
        return send(DPI.provider().signed("logout+jwt", claims));
    }

    private static int send(String token) {
        return DPI.browser()
                .post("/backchannel-logout", Map.of("logout_token", token))
                .status();
    }

    private static String state(Browser browser) {
        return browser.visit("/session/etat").answer().body();
    }
}
