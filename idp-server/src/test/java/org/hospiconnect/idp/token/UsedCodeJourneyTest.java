package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Codes that were redeemed and have left Redis since: they stand in histories and logs, and who reads one there ends nothing. */
@JourneyTest
@Import(ProviderFixture.class)
@Requirement("HC-CODE-REPLAY-OWN")
class UsedCodeJourneyTest {

    private final ProviderFixture provider;
    private final MovableClock clock;
    private final JdbcClient jdbc;

    @Autowired
    UsedCodeJourneyTest(ProviderFixture provider, MovableClock clock, JdbcClient jdbc) {
        this.provider = provider;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    private Application client(String kind) {
        return switch (kind) {
            case "public" -> provider.publicApplication();
            default -> provider.application();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"confidential", "public"})
    void in_the_hands_of_another_client_it_ends_nothing(String kind) {
        var own = client(kind);
        String code = provider.code(provider.signIn(), own);
        var tokens = own.redeem(code);
        clock.advance(Duration.ofSeconds(76));

        for (var other : new Application[] {provider.application(), provider.publicApplication()}) {
            assertThat(other.redeem(code).text("error")).isEqualTo("invalid_grant");
        }

        assertThat(own.userInfo(tokens.text("access_token")).status()).isEqualTo(200);
        assertThat(own.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"confidential", "public"})
    void with_another_verifier_it_ends_nothing_and_with_its_own_all(String kind) {
        var own = client(kind);
        String code = provider.code(provider.signIn(), own);
        var tokens = own.redeem(code);
        clock.advance(Duration.ofSeconds(76));

        var other = own.redeem(Map.of("code", code, "code_verifier", Application.VERIFIER.replace('d', 'e')));
        var without = own.redeem(Map.of("code", code, "code_verifier", ""));
        assertThat(own.userInfo(tokens.text("access_token")).status()).isEqualTo(200);
        var replayed = own.redeem(code);

        assertThat(other.text("error")).isEqualTo("invalid_grant");
        assertThat(without.text("error")).isIn("invalid_grant", "invalid_request");
        assertThat(replayed.text("error_description")).contains("used before");
        assertThat(own.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
        assertThat(own.refresh(tokens.text("refresh_token")).status()).isEqualTo(400);
    }

    /** Rows of a node of the former version, which names no client. */
    @ParameterizedTest
    @ValueSource(strings = {"confidential", "public"})
    void of_whom_it_was_given_to_is_not_known_it_ends_nothing(String kind) {
        var own = client(kind);
        var camille = provider.signIn();
        String code = provider.code(camille, own);
        var tokens = own.redeem(code);
        jdbc.sql("update used_codes set client = default, challenge = default where client = :client")
                .param("client", own.registered().id())
                .update();
        clock.advance(Duration.ofSeconds(76));

        assertThat(own.redeem(code).text("error")).isEqualTo("invalid_grant");

        assertThat(own.userInfo(tokens.text("access_token")).status()).isEqualTo(200);
    }
}
