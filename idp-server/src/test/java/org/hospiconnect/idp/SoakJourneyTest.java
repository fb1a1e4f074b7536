package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hospiconnect.idp.housekeeping.Housekeeping;
import org.hospiconnect.idp.token.SoakFlow;
import org.hospiconnect.idp.token.SoakFlowFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** For the night: so many flows as {@code -Dhospiconnect.soak} says leave the stores and the heap as they were. */
@JourneyTest
@Import(SoakFlowFixture.class)
@EnabledIfSystemProperty(named = "hospiconnect.soak", matches = "\\d+")
class SoakJourneyTest {

    private static final int FLOWS_A_DAY = 50;
    private static final int AT_ONCE = 16;
    private static final long MOST_GROWTH = 32L << 20;

    /** Facts that are kept on purpose; every other table is counted. */
    private static final Set<String> KEPT = Set.of(
            "trail", "trail_seals", "people", "identifiers", "authenticators", "authenticator_states", "clients");

    private final SoakFlow flow;
    private final Housekeeping housekeeping;
    private final RedisConnectionFactory redis;
    private final JdbcClient jdbc;
    private final MovableClock clock;

    @Autowired
    SoakJourneyTest(
            SoakFlow flow,
            Housekeeping housekeeping,
            RedisConnectionFactory redis,
            JdbcClient jdbc,
            MovableClock clock) {
        this.flow = flow;
        this.housekeeping = housekeeping;
        this.redis = redis;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Test
    @Requirement("HC-SOAK")
    void so_many_flows_leave_the_stores_as_they_were() throws Exception {
        int flows = Integer.getInteger("hospiconnect.soak");
        run(2_000);
        long keys = keysLeft();
        Map<String, Long> rows = afterHousekeeping();
        long heap = heap();
        long began = System.nanoTime();

        int good = run(flows);

        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        assertThat(good).isEqualTo(flows);
        assertThat(keysLeft()).isLessThanOrEqualTo(keys);
        assertThat(afterHousekeeping()).isEqualTo(rows);
        assertThat(heap() - heap).isLessThan(MOST_GROWTH);
        System.out.printf("Soak: %d flows in %d s left %d keys and %s%n", flows, seconds, keys, rows);
    }

    private int run(int flows) throws InterruptedException {
        Callable<Integer> day = () -> flow.day(FLOWS_A_DAY);
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            return threads
                    .invokeAll(IntStream.range(0, flows / FLOWS_A_DAY)
                            .mapToObj(_ -> day)
                            .toList())
                    .stream()
                    .mapToInt(Future::resultNow)
                    .sum();
        }
    }

    // Redis counts on its own clock: codes live a minute there. The sealer is done long before.
    private long keysLeft() throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(65));
        try (var connection = redis.getConnection()) {
            return connection.serverCommands().dbSize();
        }
    }

    private Map<String, Long> afterHousekeeping() {
        jdbc.sql("delete from housekeeping_time").update(); // or a leap of 40 days would hold it up
        clock.advance(Duration.ofDays(40));
        housekeeping.sweep();
        clock.reset();
        return jdbc
                .sql("select table_name from information_schema.tables where table_schema = 'public'")
                .query(String.class)
                .stream()
                .filter(table -> !KEPT.contains(table))
                .collect(Collectors.toMap(table -> table, this::rows, (one, _) -> one, TreeMap::new));
    }

    private long rows(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static long heap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
