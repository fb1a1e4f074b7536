package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.hospiconnect.idp.BreakableStores.Line;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** What a balancer or a watchman asks: down while a store is away, up again without a restart. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {"management.server.port=0", "spring.main.banner-mode=off"})
@ContextConfiguration(initializers = {TestStores.class, FreePort.class, BreakableStores.class})
@Import(MovableClock.class)
@DirtiesContext
class HealthJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalManagementPort
    private int port;

    @AfterEach
    void mend() {
        BreakableStores.POSTGRES.mend();
        BreakableStores.REDIS.mend();
    }

    enum Store {
        POSTGRES("db"),
        REDIS("redis");

        private final String component;

        Store(String component) {
            this.component = component;
        }

        Line line() {
            return this == POSTGRES ? BreakableStores.POSTGRES : BreakableStores.REDIS;
        }
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("HC-HEALTH")
    void health_is_down_while_a_store_is_away_and_up_after(Store store) throws Exception {
        assertThat(health().statusCode()).isEqualTo(200);

        store.line().cut();
        HttpResponse<String> away = health();
        store.line().mend();

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).startsWith("{\"components\"").contains("\"status\":\"DOWN\"");
        assertThat(away.body()).containsPattern("\"" + store.component + "\":\\{[^}]*\"status\":\"DOWN\"");
        assertThat(upAgain()).isEqualTo(200);
    }

    /** Connections are made again within seconds. */
    private int upAgain() throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        int status = health().statusCode();
        while (status == 503 && System.nanoTime() < until) {
            status = health().statusCode();
        }
        return status;
    }

    private HttpResponse<String> health() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + port + "/actuator/health");
            return http.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
        }
    }
}
