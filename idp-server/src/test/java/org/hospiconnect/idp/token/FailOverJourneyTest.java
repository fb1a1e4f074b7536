package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hospiconnect.idp.FreePort;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.stores.RedisProcesses;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Redis fails over to its replica, then loses everything: people may have to sign in again, nobody gains a right. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {"spring.profiles.active=demo", "management.server.port=0", "spring.main.banner-mode=off"})
@ContextConfiguration(initializers = {TestStores.class, FreePort.class})
@Import({MovableClock.class, ProviderFixture.class})
@DirtiesContext
class FailOverJourneyTest {

    private static final RedisProcesses REDIS = RedisProcesses.sentinels();

    private final ProviderFixture provider;
    private final Sessions sessions;

    @Autowired
    FailOverJourneyTest(ProviderFixture provider, Sessions sessions) {
        this.provider = provider;
        this.sessions = sessions;
    }

    @DynamicPropertySource
    static void stores(DynamicPropertyRegistry settings) {
        settings.add("spring.data.redis.sentinel.master", () -> "idp");
        settings.add("spring.data.redis.sentinel.nodes", () -> REDIS.addresses(2));
        settings.add("spring.data.redis.password", () -> "");
    }

    @AfterAll
    static void stop() {
        REDIS.stop();
    }

    @Test
    @Requirement("HC-REDIS-FAIL-OVER")
    void what_was_used_or_ended_stays_so_whatever_redis_forgets() {
        var dpi = provider.application();
        var camille = provider.signIn();
        String used = provider.code(camille, dpi);
        String unused = provider.code(camille, dpi);
        var tokens = dpi.redeem(used);
        List<String> dead = deadRefreshTokens(dpi, camille);

        REDIS.kill(0);
        REDIS.awaitPrimary(1);

        assertThat(eventually(() -> dpi.redeem(used)).status()).isEqualTo(400);
        assertThat(dpi.isActive(tokens.text("access_token"))).isFalse();
        assertThat(dpi.refresh(tokens.text("refresh_token")).status()).isEqualTo(400);
        assertThat(dead).noneMatch(token -> dpi.refresh(token).status() == 200);
        assertThat(dpi.redeem(unused).status()).isEqualTo(200);
        assertThat(dpi.redeem(unused).status()).isEqualTo(400);
        assertNothingComesBack(dpi, camille);
    }

    /** Of a revoked line, of an ended session, of a line that went on. */
    private List<String> deadRefreshTokens(Application dpi, ProviderFixture.SignedIn camille) {
        var revoked = provider.tokens(camille, dpi);
        dpi.post("/oauth2/revoke", Map.of("token", revoked.text("refresh_token")));
        var gone = provider.signIn();
        var ofGone = provider.tokens(gone, dpi);
        sessions.end(gone.sid());
        var first = provider.tokens(camille, dpi);
        dpi.refresh(dpi.refresh(first.text("refresh_token")).text("refresh_token"));
        return Stream.of(revoked, ofGone, first)
                .map(answer -> answer.text("refresh_token"))
                .toList();
    }

    private void assertNothingComesBack(Application dpi, ProviderFixture.SignedIn camille) {
        String code = provider.code(camille, dpi);
        var tokens = dpi.redeem(code);
        assertThat(tokens.status()).isEqualTo(200);

        REDIS.empty(1);

        assertThat(dpi.redeem(code).text("error")).isEqualTo("invalid_grant");
        assertThat(dpi.isActive(tokens.text("access_token"))).isFalse();
        assertThat(dpi.refresh(tokens.text("refresh_token")).status()).isEqualTo(400);
        assertThat(dpi.redeem(provider.code(provider.signIn(), dpi)).status()).isEqualTo(200);
    }

    /** The driver hears of the new primary within moments. */
    private static Application.Answer eventually(Supplier<Application.Answer> call) {
        Application.Answer answer = call.get();
        for (int attempt = 0; attempt < 100 && answer.status() == 503; attempt++) {
            answer = call.get();
        }
        return answer;
    }
}
