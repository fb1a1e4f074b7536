package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hospiconnect.idp.FreePort;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.stores.CrashingPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** All processes of PostgreSQL are killed while applications redeem and refresh; it comes back on the same data. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {"spring.profiles.active=demo", "management.server.port=0", "spring.main.banner-mode=off"})
@ContextConfiguration(initializers = {TestStores.class, FreePort.class})
@Import({MovableClock.class, ProviderFixture.class})
@DirtiesContext
@Timeout(120)
class PostgresCrashJourneyTest {

    private static final CrashingPostgres POSTGRES = new CrashingPostgres();
    private static final int APPLICATIONS = 4;
    private static final int ENOUGH = 60;

    private final ProviderFixture provider;
    private final Sessions sessions;

    @Autowired
    PostgresCrashJourneyTest(ProviderFixture provider, Sessions sessions) {
        this.provider = provider;
        this.sessions = sessions;
    }

    @DynamicPropertySource
    static void stores(DynamicPropertyRegistry settings) {
        POSTGRES.settings().forEach((name, value) -> settings.add(name, () -> value));
    }

    @AfterAll
    static void stop() {
        POSTGRES.stop();
    }

    @Test
    @Requirement("HC-POSTGRES-CRASH")
    void nothing_is_spent_twice_and_nothing_that_was_answered_is_lost() throws Exception {
        var dpi = provider.application();
        var camille = provider.signIn();
        var before = new Before(dpi, camille);
        var busy = Stream.generate(() -> new CrashFlows(provider, provider.application(), provider.signIn()))
                .limit(APPLICATIONS)
                .toList();
        busy.forEach(CrashFlows::start);
        Awaitility.await().until(() -> answered(busy) > ENOUGH);

        POSTGRES.kill();
        Awaitility.await().until(() -> busy.stream().allMatch(flows -> flows.refused() > 0));
        POSTGRES.restart();
        long whenBack = answered(busy);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> answered(busy) > whenBack + ENOUGH);
        for (CrashFlows flows : busy) {
            flows.stop();
        }

        busy.forEach(CrashFlows::assertNothingLost);
        busy.forEach(CrashFlows::assertNothingSpentTwice);
        before.assertUnchanged();
    }

    private static long answered(List<CrashFlows> busy) {
        return busy.stream().mapToLong(CrashFlows::answered).sum();
    }

    /** What had been answered and rested when the power went. */
    private final class Before {

        private final Application dpi;
        private final String redeemed;
        private final List<String> alive;
        private final String revoked;
        private final String ofAnEndedSession;

        Before(Application dpi, ProviderFixture.SignedIn camille) {
            this.dpi = dpi;
            redeemed = provider.code(camille, dpi);
            dpi.redeem(redeemed);
            alive = IntStream.range(0, 8)
                    .mapToObj(_ -> dpi.refresh(refreshToken(camille)).text("refresh_token"))
                    .toList();
            revoked = refreshToken(camille);
            dpi.post("/oauth2/revoke", Map.of("token", revoked));
            var leaver = provider.signIn();
            ofAnEndedSession = refreshToken(leaver);
            sessions.end(leaver.sid());
        }

        private String refreshToken(ProviderFixture.SignedIn person) {
            return provider.tokens(person, dpi).text("refresh_token");
        }

        void assertUnchanged() {
            assertThat(alive)
                    .allSatisfy(token -> assertThat(dpi.refresh(token).status()).isEqualTo(200));
            assertThat(dpi.refresh(revoked).text("error")).isEqualTo("invalid_grant");
            assertThat(dpi.refresh(ofAnEndedSession).text("error")).isEqualTo("invalid_grant");
            assertThat(dpi.redeem(redeemed).text("error")).isEqualTo("invalid_grant");
        }
    }
}
