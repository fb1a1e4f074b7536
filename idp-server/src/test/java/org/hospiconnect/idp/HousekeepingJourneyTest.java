package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.signin.SignInRoad;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What has expired goes, a day after it could last take a right away, and nothing else goes. */
@JourneyTest
@Import(SignInRoad.class)
class HousekeepingJourneyTest {

    private static final Duration MARGIN = Duration.ofDays(1);

    private final Housekeeping housekeeping;
    private final SignInRoad road;
    private final JdbcClient jdbc;
    private final MovableClock clock;
    private final String mark = "hk-" + UUID.randomUUID();

    @Autowired
    HousekeepingJourneyTest(Housekeeping housekeeping, SignInRoad road, JdbcClient jdbc, MovableClock clock) {
        this.housekeeping = housekeeping;
        this.road = road;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    enum Table {
        USED_CODES("insert into used_codes values (:id::bytea, :mark, :at, :over)", "family"),
        REVOCATIONS("insert into revocations values (:mark || :id, :at, :over)", "mark"),
        REFRESH_FAMILIES(
                "insert into refresh_families values (:mark || :id, :person, 'c', 's', 'openid', 0, 'x', :at, :over)",
                "id"),
        ENDED_SESSIONS("insert into ended_sessions values (:mark || :id, :at, :over)", "sid"),
        ACTIVATION_CODES(
                "insert into activation_codes (id, code_hash, person, made_by, made_at, expires_at)"
                        + " values (:mark || :id, :id::bytea, :person, 'test', :at, :over)",
                "id"),
        // an operator sees them for a week
        LOGOUT_NOTICES(
                "insert into logout_notices (session, client, person, state, next_at, settled_at) values (:mark || :id, 'c',"
                        + " :person, 'DELIVERED', :at, :over::timestamptz - interval '7 days')",
                "session"),
        ACTIVATION_FAILURES("insert into activation_failures values (:mark || :id, 99, :over, :over)", "source"),
        REFUSAL_COUNTS(
                "insert into refusal_counts values (:over - interval '365 days', :mark || :id, 'A', 'R', 1)", "source");

        private final String insert;
        private final String marked;

        Table(String insert, String marked) {
            this.insert = insert;
            this.marked = marked;
        }
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("HC-HOUSEKEEPING")
    void a_row_stays_until_a_day_after_its_end_and_goes_then(Table table) {
        Instant over = clock.instant();
        add(table, over, road.somebody(0).id());
        add(table, over.plus(Duration.ofHours(3)), road.somebody(0).id());

        clock.advance(MARGIN.minusMinutes(5));
        housekeeping.sweep();
        assertThat(rows(table)).isEqualTo(2);

        clock.advance(Duration.ofMinutes(10));
        housekeeping.sweep();
        assertThat(rows(table)).isEqualTo(1);
    }

    @Test
    @Requirement("HC-HOUSEKEEPING")
    void several_servers_at_once_remove_each_row_once_in_batches() {
        PersonId person = road.somebody(0).id();
        housekeeping.sweep();
        IntStream.range(0, 2_500)
                .forEach(_ -> add(Table.REVOCATIONS, clock.instant().minus(Duration.ofDays(2)), person));

        int removed;
        try (var servers = Executors.newVirtualThreadPerTaskExecutor()) {
            var rounds = IntStream.range(0, 4)
                    .mapToObj(_ -> servers.submit(housekeeping::sweep))
                    .toList();
            removed = rounds.stream().mapToInt(HousekeepingJourneyTest::result).sum();
        }

        removed += housekeeping.sweep();
        assertThat(removed).isEqualTo(2_500);
        assertThat(rows(Table.REVOCATIONS)).isZero();
    }

    private static int result(java.util.concurrent.Future<Integer> round) {
        try {
            return round.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    private void add(Table table, Instant over, PersonId person) {
        jdbc.sql(table.insert)
                .param("id", UUID.randomUUID().toString())
                .param("mark", mark)
                .param("person", person.value())
                .param("at", over.minus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC))
                .param("over", over.atOffset(ZoneOffset.UTC))
                .update();
    }

    private long rows(Table table) {
        return jdbc.sql("select count(*) from " + table.name() + " where " + table.marked + " like :mark")
                .param("mark", mark + "%")
                .query(Long.class)
                .single();
    }
}
