package org.hospiconnect.idp.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.keys.SignedLife;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.idp.value.AgreedTime;
import org.hospiconnect.idp.value.Expiring;
import org.hospiconnect.idp.value.SharedTime;
import org.hospiconnect.idp.value.Unavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What has expired goes, a day after it could last take a right away, and nothing else goes. */
@JourneyTest
@Import(SignInRoad.class)
class HousekeepingJourneyTest {

    private static final Duration MARGIN = Duration.ofDays(1);

    /** Facts that are never removed, one-row tables, and what the sealer empties: docs/reference/what-is-removed.md. */
    private static final Set<String> NOT_SWEPT = Set.of(
            "establishments",
            "people",
            "identifiers",
            "authenticators",
            "authenticator_states",
            "clients",
            "trail",
            "trail_seals",
            "trail_unsealed",
            "trail_checkpoints",
            "trail_keys",
            "deployment_secrets",
            "pairwise_secret",
            "webauthn_relying_party",
            "key_models",
            "fido_blob",
            "posts",
            "post_browsers",
            "housekeeping_time");

    private final Housekeeping housekeeping;
    private final SignInRoad road;
    private final JdbcClient jdbc;
    private final MovableClock clock;
    private final SignedLife life;
    private final List<Expiring> collections;
    private final HousekeepingSettings settings;
    private final SteadyTime steady;
    private final String mark = "hk-" + UUID.randomUUID();

    @Autowired
    HousekeepingJourneyTest(
            Housekeeping housekeeping,
            SignInRoad road,
            JdbcClient jdbc,
            MovableClock clock,
            SignedLife life,
            List<Expiring> collections,
            HousekeepingSettings settings,
            SteadyTime steady) {
        this.housekeeping = housekeeping;
        this.road = road;
        this.jdbc = jdbc;
        this.clock = clock;
        this.life = life;
        this.collections = collections;
        this.settings = settings;
        this.steady = steady;
    }

    /** Other tests of this JVM have moved the time. */
    @BeforeEach
    void nothingWasSeenYet() {
        jdbc.sql("delete from housekeeping_time").update();
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
        PASSWORD_GUESSES(
                "insert into password_guesses values ((:mark || :id)::bytea, 1, :over)", "encode(whose, 'escape')"),
        ACTIVATION_FAILURES("insert into activation_failures values (:mark || :id, 99, :over, :over)", "source"),
        REFUSAL_COUNTS(
                "insert into refusal_counts values (:over - interval '365 days', :mark || :id, 'A', 'R', 1)", "source"),
        // revoked before its turn came, so that it takes over from nobody
        SIGNING_KEYS("""
                insert into signing_keys (kid, purpose, algorithm, state, public_jwk, made_at, active_at, revoked_at)
                select :mark || :id, purpose, algorithm, 'REVOKED', jsonb_set(public_jwk, '{kid}', to_jsonb(:mark || :id)), :at,
                    :over, :over::timestamptz - make_interval(secs => :life)
                from signing_keys limit 1""", "kid");

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
    void every_table_is_swept_or_kept_on_purpose_and_one_that_expires_is_swept() throws IOException {
        List<String> all = jdbc.sql("""
                        select table_name::text from information_schema.tables
                        where table_schema = 'public' and table_name <> 'flyway_schema_history'
                        """).query(String.class).list();
        List<String> expiring = jdbc.sql("""
                        select table_name::text from information_schema.columns
                        where table_schema = 'public' and column_name = 'expires_at'
                        """).query(String.class).list();
        Set<String> swept = Arrays.stream(Table.values())
                .map(table -> table.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        String page = Files.readString(Path.of("../docs/reference/what-is-removed.md"));

        assertThat(Stream.concat(swept.stream(), NOT_SWEPT.stream())).containsExactlyInAnyOrderElementsOf(all);
        assertThat(swept).containsAll(expiring).allMatch(table -> page.contains("| `" + table + "` |"));
        assertThat(expiring).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("HC-STEADY-TIME")
    void time_that_leaps_removes_nothing_before_a_week_of_steady_time(Table table) {
        Instant over = clock.instant();
        housekeeping.sweep();
        add(table, over, road.somebody(0).id());

        clock.advance(Duration.ofDays(91));
        assertThat(housekeeping.sweep()).isZero();
        for (int halfDays = 0; halfDays < 13; halfDays++) {
            clock.advance(Duration.ofHours(12));
            assertThat(housekeeping.sweep()).isZero();
        }
        assertThat(rows(table)).isOne();

        clock.advance(Duration.ofHours(12));
        housekeeping.sweep();
        assertThat(rows(table)).isZero();
    }

    @Test
    @Requirement("HC-STEADY-TIME")
    void a_clock_that_was_set_back_again_is_not_trusted_either() {
        clock.advance(Duration.ofDays(91));
        housekeeping.sweep();
        clock.reset();
        add(
                Table.REVOCATIONS,
                clock.instant().minus(Duration.ofDays(2)),
                road.somebody(0).id());

        assertThat(housekeeping.sweep()).isZero();
        clock.advance(Duration.ofDays(1));
        assertThat(housekeeping.sweep()).isZero();
        assertThat(rows(Table.REVOCATIONS)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P91D", "-P91D", "PT61S", "-PT61S"})
    @Requirement("HC-STEADY-TIME")
    void a_server_whose_clock_differs_from_postgresqls_removes_nothing_and_leaves_the_others_alone(Duration ahead) {
        SharedTime postgres = Clock.systemUTC()::instant;
        var wrong = new Housekeeping(collections, settings, new AgreedTime(postgres, clock), steady);
        add(
                Table.REVOCATIONS,
                clock.instant().minus(Duration.ofDays(2)),
                road.somebody(0).id());
        housekeeping.sweep();
        add(
                Table.REVOCATIONS,
                clock.instant().minus(Duration.ofDays(2)),
                road.somebody(0).id());

        clock.advance(ahead);
        assertThatThrownBy(wrong::sweep)
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("set the wrong one right");
        assertThat(rows(Table.REVOCATIONS)).isOne();

        clock.reset();
        assertThat(housekeeping.sweep()).isOne();
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
                .param("life", life.longest().toSeconds())
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
