package org.hospiconnect.idp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.PersonDocuments;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.workstation.ExamplePlace;
import org.hospiconnect.idp.workstation.Place;
import org.hospiconnect.idp.workstation.RulesOfClasses;
import org.hospiconnect.idp.workstation.WorkstationSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.types.Expiration;

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
class RedisSessionsTest {

    private static final Place HERE = ExamplePlace.ownDevice();

    private final Sessions sessions;
    private final StringRedisTemplate redis;
    private final MovableClock clock;

    @Autowired
    RedisSessionsTest(Sessions sessions, StringRedisTemplate redis, MovableClock clock) {
        this.sessions = sessions;
        this.redis = redis;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    void what_was_opened_is_found_by_cookie_and_by_sid() {
        var opened = sessions.open(somebody(), proof(clock), HERE);

        assertThat(sessions.findByCookie(opened.cookie())).contains(opened.session());
        assertThat(sessions.find(opened.session().sid())).contains(opened.session());
    }

    @Test
    void the_sid_that_tokens_carry_opens_nothing() {
        var opened = sessions.open(somebody(), proof(clock), HERE);
        String sid = opened.session().sid();

        assertThat(List.of(sid, sid + ".", sid + ".x", "." + sid, opened.cookie() + ".x", "", "."))
                .allSatisfy(forged -> assertThat(sessions.findByCookie(forged)).isEmpty());
    }

    @Test
    @Requirement("HC-SESSION-ID-RENEWED")
    void a_new_proof_renews_the_cookie_and_keeps_the_sid() {
        var first = sessions.open(somebody(), proof(clock), HERE);

        var second = sessions.addProof(first.session(), proof(clock), HERE).orElseThrow();

        assertThat(second.session().sid()).isEqualTo(first.session().sid());
        assertThat(second.session().proofs()).hasSize(2);
        assertThat(sessions.findByCookie(first.cookie())).isEmpty();
        assertThat(sessions.findByCookie(second.cookie())).isPresent();
    }

    @Test
    @Requirement("RIE-PS-13-CHANGE")
    void what_was_proved_elsewhere_counts_no_longer() {
        var first = sessions.open(somebody(), proof(clock), HERE).session();
        var there = ExamplePlace.ward("post-1");

        var moved = sessions.addProof(first, proof(clock), there).orElseThrow().session();
        assertThat(moved.proofs()).hasSize(1);
        assertThat(moved.place()).contains(there);
        var told = ExamplePlace.asBefore(there);
        assertThat(moved.isAt(told)).isTrue();
        assertThat(sessions.addProof(moved, proof(clock), told)
                        .orElseThrow()
                        .session()
                        .proofs())
                .as("the same place, of which another server tells more")
                .hasSize(2);
    }

    @Test
    @Requirement("HC-SESSION-ID-RENEWED")
    void of_two_proofs_at_once_both_stay_and_an_ended_session_takes_none() {
        var first = sessions.open(somebody(), proof(clock), HERE).session();

        assertThat(sessions.addProof(first, proof(clock), HERE)).isPresent();
        var third = sessions.addProof(first, proof(clock), HERE).orElseThrow();
        assertThat(third.session().proofs()).hasSize(3);

        sessions.end(first.sid());
        assertThat(sessions.addProof(first, proof(clock), HERE)).isEmpty();
    }

    @Test
    @Requirement("RIE-27-LEAVER")
    void who_leaves_has_no_session_left_and_may_open_one_again_when_back() {
        PersonId leaver = somebody();
        var ward = sessions.open(leaver, proof(clock), HERE);
        var office = sessions.open(leaver, proof(clock), HERE);
        var other = sessions.open(somebody(), proof(clock), HERE);

        sessions.endAllOf(leaver);

        assertThat(sessions.findByCookie(ward.cookie())).isEmpty();
        assertThat(sessions.find(office.session().sid())).isEmpty();
        assertThat(sessions.find(other.session().sid())).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.find(
                        sessions.open(leaver, proof(clock), HERE).session().sid()))
                .isPresent();
        assertThat(sessions.find(ward.session().sid())).isEmpty();
    }

    @Test
    @Requirement("RIE-PS-13-LIFETIME")
    void four_hours_are_the_end_whatever_happens() {
        var opened = sessions.open(somebody(), proof(clock), HERE);

        for (int i = 0; i < 11; i++) {
            clock.advance(Duration.ofMinutes(20));
            assertThat(sessions.findByCookie(opened.cookie()))
                    .as("minute " + 20 * (i + 1))
                    .isPresent();
        }
        clock.advance(Duration.ofMinutes(20));

        assertThat(sessions.findByCookie(opened.cookie())).isEmpty();
    }

    @Test
    @Requirement("RIE-PS-13-IDLE")
    void thirty_minutes_without_anybody_are_the_end_and_tokens_are_nobody() {
        var opened = sessions.open(somebody(), proof(clock), HERE);

        clock.advance(Duration.ofMinutes(20));
        assertThat(sessions.find(opened.session().sid())).isPresent();
        clock.advance(Duration.ofMinutes(10));

        assertThat(sessions.find(opened.session().sid())).isEmpty();
        assertThat(sessions.findByCookie(opened.cookie())).isEmpty();
    }

    @Test
    void an_ended_session_stays_ended_when_redis_comes_back_with_an_older_copy() {
        var opened = sessions.open(somebody(), proof(clock), HERE);
        String sid = opened.session().sid();
        String key = "hc:session:{" + sid + "}";
        byte[] copy = redis.dump(key);

        sessions.end(sid);
        redis.restore(key, Optional.ofNullable(copy).orElseThrow(), Expiration.seconds(60));

        assertThat(sessions.find(sid)).isEmpty();
        assertThat(sessions.findByCookie(opened.cookie())).isEmpty();
    }

    @Test
    void a_late_write_does_not_bring_a_session_back() {
        var opened = sessions.open(somebody(), proof(clock), HERE);
        redis.delete("hc:session:{" + opened.session().sid() + "}");

        sessions.chooseWorkSituation(opened.session().sid(), "s1");

        assertThat(redis.hasKey("hc:session:{" + opened.session().sid() + "}")).isFalse();
    }

    @Test
    void the_situation_is_kept() {
        String sid = sessions.open(somebody(), proof(clock), HERE).session().sid();

        sessions.chooseWorkSituation(sid, "s1");

        assertThat(sessions.find(sid).orElseThrow().workSituation()).contains("s1");
    }

    @Test
    @Requirement("HC-POST-CHANGE")
    void a_post_has_one_session_and_says_which_was_there_before() {
        Place post = ExamplePlace.ward(UUID.randomUUID().toString());
        var first = sessions.open(somebody(), proof(clock), post);

        var second = sessions.open(somebody(), proof(clock), post);

        assertThat(first.before()).isEmpty();
        assertThat(second.before()).contains(first.session());
        assertThat(sessions.findByPost(post.post().orElseThrow())).contains(second.session());
        sessions.end(second.session().sid());
        assertThat(sessions.findByPost(post.post().orElseThrow())).isEmpty();
        assertThat(sessions.open(somebody(), proof(clock), post).before()).isEmpty();
        assertThat(redis.getExpire("hc:post:{" + post.post().orElseThrow() + "}"))
                .isBetween(1L, 14_400L);
    }

    @Test
    @Requirement("HC-ACTIVITY")
    void who_is_seen_elsewhere_keeps_the_session_until_its_end_and_wakes_none_that_is_over() {
        var seen = sessions.open(somebody(), proof(clock), HERE).session();
        var unseen = sessions.open(somebody(), proof(clock), HERE).session();
        clock.advance(Duration.ofMinutes(29));

        assertThat(sessions.touch(seen.sid()).orElseThrow().overAt())
                .isCloseTo(clock.instant().plus(Duration.ofMinutes(30)), within(2, ChronoUnit.SECONDS));
        clock.advance(Duration.ofMinutes(1));

        assertThat(sessions.find(seen.sid())).isPresent();
        assertThat(sessions.touch(unseen.sid())).isEmpty();
        assertThat(sessions.find(unseen.sid())).isEmpty();
        assertThat(sessions.touch("nobody")).isEmpty();
    }

    @Test
    @Requirement("HC-LIMITS-TOGETHER")
    void of_two_applications_that_shorten_a_session_at_once_the_stricter_counts() {
        var read = sessions.open(somebody(), proof(clock), HERE).session();

        sessions.shorten(read, new Limits(Duration.ofMinutes(5), Duration.ofHours(2)));
        sessions.shorten(read, new Limits(Duration.ofMinutes(10), Duration.ofHours(1)));
        sessions.shorten(read, new Limits(Duration.ofMinutes(40), Duration.ofHours(5)));

        assertThat(sessions.find(read.sid()).orElseThrow().limits())
                .isEqualTo(new Limits(Duration.ofMinutes(5), Duration.ofHours(1)));
        redis.delete("hc:session:{" + read.sid() + "}");
        sessions.shorten(read, new Limits(Duration.ofMinutes(2), Duration.ofHours(1)));
        assertThat(redis.hasKey("hc:session:{" + read.sid() + "}")).isFalse();
    }

    @Test
    void every_key_has_a_time_to_live() {
        String sid = sessions.open(somebody(), proof(clock), HERE).session().sid();

        assertThat(redis.getExpire("hc:session:{" + sid + "}")).isBetween(1L, 1800L);
    }

    @Test
    void nothing_secret_is_kept_in_clear() {
        var opened = sessions.open(somebody(), proof(clock), HERE);
        String secret = opened.cookie().substring(opened.cookie().indexOf(".") + 1);

        assertThat(redis.opsForHash()
                        .entries("hc:session:{" + opened.session().sid() + "}")
                        .values())
                .noneMatch(value -> value.toString().contains(secret));
        assertThat(opened).asString().doesNotContain(secret);
    }

    @Test
    @Requirement("HC-LIMITS-ONLY-STRICTER")
    void limits_are_loosened_only_with_a_reservation() {
        assertThatThrownBy(() ->
                        new SessionSettings(Duration.ofHours(5), Duration.ofMinutes(30), 1, 30, 10, Optional.empty()))
                .hasMessageContaining("reservation");
        assertThatThrownBy(() ->
                        new SessionSettings(Duration.ofHours(4), Duration.ofMinutes(31), 1, 30, 10, Optional.of(" ")))
                .hasMessageContaining("reservation");
        assertThat(new SessionSettings(Duration.ofHours(5), Duration.ofMinutes(30), 1, 30, 10, Optional.of("R-12"))
                        .lifetime())
                .isEqualTo(Duration.ofHours(5));
    }

    private static PersonId somebody() {
        return new PersonId(UUID.randomUUID());
    }

    private static Proof proof(Clock clock) {
        return new Proof("webauthn", "a1", List.of("hwk", "user", "mfa"), clock.instant(), ExampleProof.grounds());
    }
}
