package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.FreePort;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.idp.stores.RedisProcesses;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Everything that is kept in Redis, on a cluster of three: no command touches two slots, every key has its end. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {"spring.profiles.active=demo", "management.server.port=0", "spring.main.banner-mode=off"})
@ContextConfiguration(initializers = {TestStores.class, FreePort.class})
@Import({MovableClock.class, ProviderFixture.class, SignInRoad.class})
@DirtiesContext
class ClusterJourneyTest {

    private static final RedisProcesses REDIS = RedisProcesses.cluster();

    private final ProviderFixture provider;
    private final SignInRoad road;

    @Autowired
    ClusterJourneyTest(ProviderFixture provider, SignInRoad road) {
        this.provider = provider;
        this.road = road;
    }

    @DynamicPropertySource
    static void stores(DynamicPropertyRegistry settings) {
        settings.add("spring.data.redis.cluster.nodes", () -> REDIS.addresses(0));
    }

    @AfterAll
    static void stop() {
        REDIS.stop();
    }

    @Test
    @Requirement("HC-REDIS-CLUSTER")
    void every_flow_works_on_a_cluster_and_leaves_keys_that_end() {
        String client = "app-" + UUID.randomUUID();
        road.register(client, Level.SUBSTANTIAL);
        var key = road.enrolledKey(road.somebody(2), true);
        var visitor = new Visitor();
        var arrived = new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of())));
        for (int i = 0; i < 20; i++) {
            walk();
        }

        assertThat(arrived.status()).isEqualTo(200);
        assertThat(REDIS.keys(3)).allMatch(keys -> keys > 0);
        for (int node = 0; node < 3; node++) {
            assertThat(REDIS.eternal(node)).isEmpty();
        }
    }

    private void walk() {
        var dpi = provider.application();
        var camille = provider.signIn();
        String code = dpi.authorize(camille, dpi.request()).redirect().getOrDefault("code", "");
        var tokens = dpi.redeem(code);
        var pushed = dpi.post("/oauth2/par", dpi.request());

        assertThat(pushed.status()).isEqualTo(201);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(dpi.userInfo(tokens.text("access_token")).status()).isEqualTo(200);
        assertThat(dpi.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
        assertThat(dpi.redeem(code).status()).isEqualTo(400);
        assertThat(dpi.isActive(tokens.text("access_token"))).isFalse();
    }
}
