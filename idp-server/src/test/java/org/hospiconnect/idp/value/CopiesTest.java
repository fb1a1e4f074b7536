package org.hospiconnect.idp.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.TestStores;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** On the pool as it is used, with one connection to the real PostgreSQL. */
@Requirement("HC-COPIES-BUSY")
class CopiesTest {

    private final MovableClock clock = new MovableClock();
    private final Copies<String, String> copies = new Copies<>(clock, 10);

    @Test
    void a_pool_that_lends_all_it_has_is_no_store_that_is_away() throws Exception {
        String url = String.valueOf(TestStores.settings().get("spring.datasource.url"));
        try (var pool = pool(url)) {
            assertThat(read(pool)).hasValue("read");
            try (Connection lent = pool.getConnection()) {
                assertThat(lent.isValid(1)).isTrue();
                assertThat(read(pool)).as("within five seconds").hasValue("read");
                clock.advance(Copies.FRESH.plusMillis(1));

                for (int twice = 0; twice < 2; twice++) {
                    assertThatThrownBy(() -> read(pool))
                            .isInstanceOf(DataAccessResourceFailureException.class)
                            .hasMessageContaining("JDBC Connection");
                }
            }
            assertThat(read(pool)).hasValue("read");
        }
    }

    @Test
    void a_store_that_is_away_is_answered_for_during_a_minute_however_many_ask() throws Exception {
        copies.find("key", () -> Optional.of("read"));
        try (var pool = pool("jdbc:postgresql://127.0.0.1:" + closedPort() + "/postgres")) {
            clock.advance(Copies.FRESH.plusMillis(1));

            assertThat(IntStream.range(0, 4).parallel().mapToObj(_ -> read(pool)))
                    .containsOnly(Optional.of("read"));
            clock.advance(Copies.WHILE_AWAY);
            assertThatThrownBy(() -> read(pool)).isInstanceOf(DataAccessResourceFailureException.class);
        }
    }

    private Optional<String> read(HikariDataSource pool) {
        return copies.find(
                "key",
                () -> JdbcClient.create(pool)
                        .sql("select 'read'")
                        .query(String.class)
                        .optional());
    }

    private static HikariDataSource pool(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(String.valueOf(TestStores.settings().get("spring.datasource.username")));
        config.setPassword(String.valueOf(TestStores.settings().get("spring.datasource.password")));
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(Duration.ofMillis(250).toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static int closedPort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
