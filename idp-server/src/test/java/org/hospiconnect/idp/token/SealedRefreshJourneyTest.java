package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Who knows the name of a family, which stands in each of its access tokens, can do nothing to it. */
@JourneyTest
@Import(ProviderFixture.class)
@Requirement("HC-REFRESH-SEALED")
class SealedRefreshJourneyTest {

    private static final String MADE_UP = "A".repeat(43);

    private final ProviderFixture provider;
    private final ServerNonces nonces;
    private final MovableClock clock;

    @Autowired
    SealedRefreshJourneyTest(ProviderFixture provider, ServerNonces nonces, MovableClock clock) {
        this.provider = provider;
        this.nonces = nonces;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    /** What a stranger makes of the family's name, and of a right token of his own. */
    static Stream<Arguments> forgeries() {
        return Stream.of(
                forgery("without a seal", own -> MADE_UP),
                forgery("with a seal made up", own -> MADE_UP + "." + MADE_UP),
                forgery("with the secret and seal of another family", own -> own),
                forgery("with the seal of another family", own -> MADE_UP + own.substring(43)),
                forgery("with an empty seal", own -> MADE_UP + "."),
                forgery("with a long seal", own -> own + "A".repeat(20_000)));
    }

    /** @param made from secret and seal of a right token, what follows the family */
    private static Arguments forgery(String name, UnaryOperator<String> made) {
        return Arguments.of(name, made);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void a_made_up_token_of_a_family_ends_nothing(String name, UnaryOperator<String> made) throws Exception {
        for (var client : new Application[] {provider.application(), provider.publicApplication()}) {
            var tokens = provider.tokens(provider.signIn(), client);
            var own = provider.tokens(provider.signIn(), client).text("refresh_token");
            String forged = family(tokens) + "." + made.apply(own.substring(own.indexOf('.') + 1));

            assertThat(client.refresh(forged).text("error")).isEqualTo("invalid_grant");
            assertThat(client.post("/oauth2/revoke", Map.of("token", forged)).status())
                    .isEqualTo(200);
            client.post("/oauth2/introspect", Map.of("token", forged));

            assertThat(client.userInfo(tokens.text("access_token")).status()).isEqualTo(200);
            assertThat(client.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
        }
    }

    /** 32 bytes leave two bits of the last character that count for nothing. */
    @Test
    void a_right_token_spelt_anew_ends_nothing() {
        var dpi = provider.application();
        String token = provider.tokens(provider.signIn(), dpi).text("refresh_token");
        char last = token.charAt(token.length() - 1);
        String anew = token.substring(0, token.length() - 1) + (char) (last + 1);

        for (String spelt : new String[] {anew, token + "=", token + ".", " " + token, token + "\n"}) {
            assertThat(dpi.refresh(spelt).text("error")).as(spelt).isEqualTo("invalid_grant");
            dpi.post("/oauth2/revoke", Map.of("token", spelt));
        }

        assertThat(dpi.refresh(token).status()).isEqualTo(200);
    }

    @Test
    void each_successor_is_sealed_and_an_old_one_still_ends_its_family() {
        var dpi = provider.application();
        String first = provider.tokens(provider.signIn(), dpi).text("refresh_token");
        String second = dpi.refresh(first).text("refresh_token");
        String third = dpi.refresh(second).text("refresh_token");
        clock.advance(RefreshFamily.GRACE.plus(Duration.ofSeconds(1)));

        assertThat(third.split("\\.", -1)).extracting(String::length).containsExactly(22, 43, 43);
        assertThat(dpi.refresh(first).status()).isEqualTo(400);
        assertThat(dpi.refresh(third).status()).isEqualTo(400);
    }

    @Test
    void an_old_token_ends_nothing_in_the_hands_of_who_lacks_its_key() {
        var app = provider.publicApplication();
        ProofKey key = ProofKey.fresh();
        String first = app.redeem(provider.code(provider.signIn(), app), proof(key, app))
                .text("refresh_token");
        String second = app.refresh(first, proof(key, app)).text("refresh_token");
        clock.advance(RefreshFamily.GRACE.plus(Duration.ofSeconds(1)));

        assertThat(app.refresh(first).text("error")).isEqualTo("invalid_request");
        assertThat(app.refresh(first, proof(ProofKey.fresh(), app)).text("error"))
                .isEqualTo("invalid_grant");
        String third = app.refresh(second, proof(key, app)).text("refresh_token");
        assertThat(third).isNotEmpty();

        assertThat(app.refresh(first, proof(key, app)).status()).isEqualTo(400);
        assertThat(app.refresh(third, proof(key, app)).status())
                .as("in the right hands it ends them all")
                .isEqualTo(400);
    }

    @Test
    void an_old_token_ends_nothing_in_the_hands_of_another_client() {
        var dpi = provider.application();
        String first = provider.tokens(provider.signIn(), dpi).text("refresh_token");
        String second = dpi.refresh(first).text("refresh_token");
        clock.advance(RefreshFamily.GRACE.plus(Duration.ofSeconds(1)));

        assertThat(provider.application().refresh(first).text("error")).isEqualTo("invalid_grant");
        assertThat(provider.publicApplication().refresh(first).text("error")).isEqualTo("invalid_grant");

        assertThat(dpi.refresh(second).status()).isEqualTo(200);
    }

    private String[] proof(ProofKey key, Application app) {
        return new String[] {"DPoP", key.proof("POST", app.issuer() + "/oauth2/token", nonces.current())};
    }

    private static String family(Application.Answer tokens) throws Exception {
        String jti =
                SignedJWT.parse(tokens.text("access_token")).getJWTClaimsSet().getJWTID();
        return AccessTokenClaims.familyOf(jti);
    }
}
