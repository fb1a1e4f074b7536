package org.hospiconnect.idp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.PersonDocuments;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.workstation.ExamplePlace;
import org.hospiconnect.idp.workstation.RulesOfClasses;
import org.hospiconnect.idp.workstation.WorkstationSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Which sessions one person has, and how many. */
@StoreTest
@Import({
    RedisSessions.class,
    SessionFields.class,
    RedisOpenedSessions.class,
    PostgresEndedSessions.class,
    PostgresFactsOfSessions.class,
    PersonDocuments.class,
    RulesOfClasses.class
})
@EnableConfigurationProperties({SessionSettings.class, WorkstationSettings.class})
class SessionsOfPersonTest {

    private static final int MOST = 10;

    private final Sessions sessions;
    private final StringRedisTemplate redis;
    private final MovableClock clock;
    private final PersonId person = new PersonId(UUID.randomUUID());

    @Autowired
    SessionsOfPersonTest(Sessions sessions, StringRedisTemplate redis, MovableClock clock) {
        this.sessions = sessions;
        this.redis = redis;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    @Requirement("HC-OWN-SESSIONS")
    void those_that_are_open_are_found_the_one_used_last_first() {
        var first = open();
        var second = open();
        var ended = open();
        open(new PersonId(UUID.randomUUID()));
        sessions.end(ended.session().sid());
        clock.advance(Duration.ofMinutes(1));
        sessions.touch(first.session().sid());

        assertThat(sids())
                .containsExactly(first.session().sid(), second.session().sid());
        clock.advance(Duration.ofMinutes(29));
        assertThat(sids()).containsExactly(first.session().sid());
        sessions.endAllOf(person);
        assertThat(sids()).isEmpty();
        assertThat(redis.hasKey(index())).isFalse();
    }

    @Test
    @Requirement("HC-SESSIONS-BOUNDED")
    void one_more_than_a_person_may_have_says_which_was_idle_for_longest() {
        List<Session> before = IntStream.range(0, MOST)
                .mapToObj(_ -> {
                    clock.advance(Duration.ofSeconds(1));
                    return open();
                })
                .peek(opened -> assertThat(opened.beyond()).isEmpty())
                .map(Sessions.Opened::session)
                .toList();
        clock.advance(Duration.ofSeconds(1));
        sessions.touch(before.getFirst().sid());

        var more = open();

        assertThat(more.beyond())
                .extracting(Session::sid)
                .containsExactly(before.get(1).sid());
    }

    @Test
    @Requirement("HC-SESSIONS-BOUNDED")
    void the_one_that_a_post_displaces_counts_no_more() {
        var post = ExamplePlace.ward(UUID.randomUUID().toString());
        IntStream.range(1, MOST).forEach(_ -> open());
        var there = sessions.open(person, proof(), post);

        var again = sessions.open(person, proof(), post);

        assertThat(again.before()).contains(there.session());
        assertThat(again.beyond()).isEmpty();
    }

    @Test
    @Requirement("HC-SESSIONS-BOUNDED")
    void those_that_are_over_leave_room() {
        IntStream.range(0, MOST).forEach(_ -> open());
        clock.advance(Duration.ofMinutes(30));

        assertThat(open().beyond()).isEmpty();
        assertThat(redis.opsForZSet().size(index())).isEqualTo(1);
    }

    @Test
    @Requirement("HC-SESSIONS-BOUNDED")
    void many_sign_ins_at_once_leave_no_more_than_a_person_may_have() {
        try (var browsers = Executors.newFixedThreadPool(12)) {
            Stream.generate(() -> browsers.submit(this::signIn))
                    .limit(3 * MOST)
                    .toList()
                    .forEach(done -> assertThat(done).succeedsWithin(Duration.ofSeconds(60)));
        }

        assertThat(sids()).hasSizeBetween(1, MOST);
    }

    @Test
    @Requirement({"HC-OWN-SESSIONS", "HC-TOUCH-WINDOW"})
    void one_that_a_touch_opened_and_the_code_made_whole_stays_in_the_list() {
        Instant until = clock.instant().plus(Duration.ofMinutes(5));
        var touched = sessions.open(
                person,
                proof().after(new Proof.Touch(until.minus(Duration.ofHours(4)), until)),
                ExamplePlace.ownDevice());
        assertThat(touched.session().endsAt()).isEqualTo(until);
        sessions.addProof(touched.session(), proof(), ExamplePlace.ownDevice());
        clock.advance(Duration.ofMinutes(6));

        var other = open();

        assertThat(sids())
                .containsExactlyInAnyOrder(
                        touched.session().sid(), other.session().sid());
    }

    @Test
    void the_list_ends_with_the_longest_session() {
        open();

        assertThat(redis.getExpire(index())).isBetween(14_000L, 14_400L);
    }

    /** As whoever calls does. */
    private void signIn() {
        open().beyond().forEach(idle -> sessions.end(idle.sid()));
    }

    private Sessions.Opened open() {
        return open(person);
    }

    private Sessions.Opened open(PersonId who) {
        return sessions.open(who, proof(), ExamplePlace.ownDevice());
    }

    private Proof proof() {
        return new Proof("webauthn", "a1", List.of("hwk", "user", "mfa"), clock.instant(), ExampleProof.grounds());
    }

    private List<String> sids() {
        return sessions.findByPerson(person).stream().map(Session::sid).toList();
    }

    private String index() {
        return "hc:sessions-of:{" + person + "}";
    }
}
