package org.hospiconnect.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hospiconnect.journeys.Ward;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures are what was seen: the warm-up, failures and what comes late don't count as throughput. */
class FiguresTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

    private long ticks;
    private final Tally tally =
            new Tally(Duration.ofSeconds(10), Duration.ofSeconds(2), () -> new ProcessUse(ticks += 100, ticks, 0));

    @Test
    void only_what_ends_well_in_the_measured_time_counts() {
        tally.begins(1);
        tally.ends(SECOND, 2 * SECOND, false);
        for (int n = 1; n <= 100; n++) {
            tally.ends(11 * SECOND, 11 * SECOND + n * MILLISECOND, false);
        }
        tally.ends(11 * SECOND, 11 * SECOND + MILLISECOND, true);
        tally.ends(11 * SECOND, 13 * SECOND, false);
        var measure = tally.measure();

        assertThat(measure.perSecond()).isEqualTo(50);
        assertThat(measure.errors()).isEqualTo(1);
        assertThat(measure.operations()).isEqualTo(103);
        assertThat(measure.times().p50()).isBetween(50.0, 50.1);
        assertThat(measure.times().p99()).isBetween(99.0, 99.1);
        assertThat(measure.processor().server()).isEqualTo(10);
    }

    @Test
    void it_runs_until_its_time_is_over() {
        assertThat(tally.isRunning(5)).isTrue();
        tally.begins(1);
        assertThat(tally.isRunning(12 * SECOND)).isTrue();
        assertThat(tally.isRunning(12 * SECOND + 1)).isFalse();
    }

    @Test
    void processor_time_is_read_whatever_the_process_is_called() {
        assertThat(ProcessUse.fields("7 (a) b) S 1 7 7 0 -1 4194304 100 0 0 0 250 50 0 0 20 0"))
                .isEqualTo(300);
    }

    @Test
    void generated_people_have_numbers_with_a_right_key() {
        assertThat(Ward.rpps(37)).hasSize(11);
        assertThat(luhn(Ward.rpps(37))).isZero();
        assertThat(Ward.people(3).lines()).hasSize(4);
    }

    @Test
    void a_wrong_word_is_answered_with_the_right_ones() {
        assertThat(Scenario.of("passkey-sign-in")).isEqualTo(Scenario.PASSKEY_SIGN_IN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scenario.of("coffee"))
                .withMessageContaining("introspection");
        assertThat(Plan.of(List.of("--users=4")).users()).isEqualTo(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plan.of(List.of("--users=none")))
                .withMessageContaining("--seconds");
    }

    @Test
    void the_ratio_is_of_medians() {
        var ratio = new Peer.Ratio(
                "a peer", List.of(900.0, 3000.0, 2800.0, 100.0, 2900.0), List.of(1400.0, 1.0, 9000.0, 1500.0, 1300.0));

        assertThat(ratio.ratio()).isEqualTo(2.0);
    }

    @Test
    void the_algorithm_is_read_from_the_token_itself() {
        assertThat(MachineGrant.algorithm("eyJhbGciOiJFUzI1NiJ9.e30.c2ln")).isEqualTo("ES256");
        assertThat(MachineGrant.algorithm("opaque")).isEmpty();
    }

    @Test
    void the_start_that_counts_is_the_one_in_the_middle() {
        var seen = new Footprint(8000, List.of(3000L, 2000L, 9000L, 2500L, 2600L), 10_000, 390, 400, 120);

        assertThat(seen.ready()).isEqualTo(2600);
    }

    @Test
    void another_node_finds_the_stores_where_they_run(@TempDir Path stores) throws IOException {
        Files.createDirectories(stores.resolve("postgres/data"));
        Files.createDirectories(stores.resolve("redis"));
        Files.writeString(stores.resolve("postgres/data/postmaster.pid"), "17\n/data\n1795716000\n5433\n\n127.0.0.1\n");
        Files.writeString(stores.resolve("postgres/password"), "one\n");
        Files.writeString(stores.resolve("redis/redis.conf"), "bind 127.0.0.1\nport 6380\nrequirepass two\n");
        Files.writeString(stores.resolve("redis/password"), "two");

        assertThat(RunningStores.of(stores).environment(Map.of("A", "b")))
                .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:5433/postgres")
                .containsEntry("SPRING_DATASOURCE_PASSWORD", "one")
                .containsEntry("SPRING_DATA_REDIS_PORT", "6380")
                .containsEntry("SPRING_DATA_REDIS_PASSWORD", "two")
                .containsEntry("A", "b");
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = digit * 2;
            sum += i % 2 == 1 ? doubled / 10 + doubled % 10 : digit;
        }
        return sum % 10;
    }
}
