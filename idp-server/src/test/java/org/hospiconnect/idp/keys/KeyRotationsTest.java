package org.hospiconnect.idp.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.value.Unavailable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers on one database, on one clock. */
class KeyRotationsTest {

    private static final Duration LEAD = KeySettings.PUBLISHED_FOR.plusMinutes(2);
    private static final Duration FRESH = Duration.ofMillis(5001);

    private final MovableClock clock = new MovableClock();
    private final FreshDatabase database = FreshDatabase.made();
    private KeyNode one;
    private KeyNode other;

    @BeforeEach
    void start() {
        one = KeyNode.on(database, clock);
        other = KeyNode.on(database, clock);
    }

    @Test
    @Requirement("HC-KEYS-FIRST")
    void the_first_start_makes_an_active_and_a_next_key_of_each_ring_once() {
        assertThat(other.published()).isEqualTo(one.published()).hasSize(4);
        assertThat(other.active()).isEqualTo(one.active());
        assertThat(one.states()).containsExactly(KeyState.ACTIVE, KeyState.NEXT);
        assertThat(other.trail()).isEmpty();
    }

    @Test
    @Requirement("HC-KEYS-SCHEDULE")
    void a_key_signs_for_ninety_days_and_goes_when_the_last_that_it_signed_has_died() {
        String first = one.active();
        String second = next(one);

        clock.advance(Duration.ofDays(90).minusMinutes(1));
        var last = one.sign(JWSAlgorithm.ES256);
        assertThat(one.active()).isEqualTo(first);
        clock.advance(Duration.ofMinutes(1));

        // by the clock alone: nobody has looked after the ring since
        assertThat(one.active()).isEqualTo(second);
        assertThat(other.active()).isEqualTo(second);
        one.rotations().keep();
        other.rotations().keep();
        assertThat(one.states()).containsExactly(KeyState.RETIRING, KeyState.ACTIVE, KeyState.NEXT);
        clock.advance(KeyNode.LIFE.minusMinutes(2));
        assertThat(other.takes(last)).isTrue();
        assertThat(other.published()).contains(first);
        clock.advance(Duration.ofMinutes(2));
        one.rotations().keep();
        assertThat(one.published()).doesNotContain(first).contains(second);
        assertThat(one.acts(first))
                .containsExactly("KEY_MADE server", "KEY_ACTIVATED server", "KEY_RETIRED server", "KEY_REMOVED server");
        clock.advance(Duration.ofDays(2));
        assertThat(one.old().removeOverBefore(clock.instant().minus(Duration.ofDays(1)), 100))
                .isEqualTo(2);
        assertThat(one.states()).containsExactly(KeyState.ACTIVE, KeyState.NEXT);
    }

    @Test
    @Requirement("HC-KEYS-ROTATE")
    void asked_to_rotate_the_next_key_signs_as_soon_as_applications_can_know_it() {
        String second = next(one);

        var early = one.rotations().rotate(_ -> true, "os:anne");
        assertThat(early).hasSize(3);
        assertThat(Duration.between(clock.instant(), early.getFirst().at())).isBetween(LEAD.minusSeconds(30), LEAD);
        clock.advance(LEAD);
        assertThat(one.active()).isEqualTo(second);

        // the one after it was published at once, and can sign after the notice
        clock.advance(LEAD);
        var late = one.rotations().rotate(ring -> ring.purpose() == KeyPurpose.TOKENS, "os:anne");
        assertThat(late)
                .singleElement()
                .satisfies(turn -> assertThat(Duration.between(clock.instant(), turn.at()))
                        .isBetween(KeyRotations.NOTICE.minusSeconds(5), KeyRotations.NOTICE));
        assertThat(one.acts(second)).contains("KEY_ROTATED os:anne");
    }

    @Test
    @Requirement("HC-KEYS-ROTATE")
    void rotations_asked_for_together_are_one() throws Exception {
        clock.advance(LEAD.plus(LEAD));
        Callable<List<KeyRotations.Turn>> here = () -> one.rotations().rotate(_ -> true, "os:anne");
        Callable<List<KeyRotations.Turn>> there = () -> other.rotations().rotate(_ -> true, "os:bruno");

        var turns = new HashSet<List<KeyRotations.Turn>>();
        try (var operators = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var asked : operators.invokeAll(List.of(here, there, here, there, here, there))) {
                turns.add(asked.get());
            }
        }
        clock.advance(Duration.ofMinutes(1));
        turns.add(one.rotations().rotate(_ -> true, "os:anne"));

        assertThat(turns).hasSize(1);
        assertThat(one.states()).containsExactly(KeyState.RETIRING, KeyState.ACTIVE, KeyState.NEXT);
    }

    @Test
    @Requirement("HC-KEYS-REVOKE")
    void a_revoked_key_verifies_nothing_and_the_next_signs_at_once() {
        String first = one.active();
        String second = next(one);
        var token = one.sign(JWSAlgorithm.ES256);
        assertThat(other.takes(token)).isTrue();

        assertThat(one.rotations().revoke(first, "os:anne")).isEqualTo(KeyRotations.Revoking.DONE);

        assertThat(one.takes(token)).isFalse();
        assertThat(one.active()).isEqualTo(second);
        assertThat(one.published()).doesNotContain(first);
        clock.advance(FRESH);
        assertThat(other.takes(token)).isFalse();
        assertThat(other.active()).isEqualTo(second);
        assertThat(one.states()).containsExactly(KeyState.REVOKED, KeyState.ACTIVE, KeyState.NEXT);
        assertThat(one.acts(first)).endsWith("KEY_REVOKED os:anne");
        assertThat(database.jdbc()
                        .sql("select wrapped is null from signing_keys where kid = ?")
                        .param(first)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(one.rotations().revoke(first, "os:anne")).isEqualTo(KeyRotations.Revoking.REVOKED_BEFORE);
        assertThat(one.rotations().revoke("nobody", "os:anne")).isEqualTo(KeyRotations.Revoking.UNKNOWN);
    }

    @Test
    @Requirement("HC-KEYS-REVOKE")
    void a_retiring_or_next_key_is_revoked_without_a_change_of_who_signs() {
        String first = one.active();
        clock.advance(LEAD);
        one.rotations().rotate(_ -> true, "os:anne");
        clock.advance(Duration.ofMinutes(1));
        String second = one.active();
        String third = next(one);

        one.rotations().revoke(first, "os:anne");
        one.rotations().revoke(third, "os:anne");

        assertThat(one.active()).isEqualTo(second);
        assertThat(one.published()).doesNotContain(first, third).contains(second, next(one));
    }

    @Test
    @Requirement("HC-KEYS-TWO-NODES")
    void two_servers_sign_with_the_same_key_at_every_instant_of_several_rotations() {
        var seen = new ArrayList<String>();
        IntStream.range(0, 4).forEach(_ -> {
            clock.advance(LEAD);
            one.active();
            other.active();
            one.rotations().rotate(_ -> true, "os:anne");
            for (int second = 0; second < 60; second++) {
                assertThat(other.active()).isEqualTo(one.active());
                clock.advance(Duration.ofSeconds(1));
            }
            seen.add(one.active());
        });

        assertThat(seen).doesNotHaveDuplicates().hasSize(4);
    }

    @Test
    @Requirement("HC-KEYS-UNDER-LOAD")
    void an_application_that_keeps_the_published_keys_as_long_as_it_may_verifies_every_token_while_keys_rotate() {
        var applications = List.of(new CachingApplication(one), new CachingApplication(other));
        Instant end = clock.instant().plus(Duration.ofHours(2));
        int tokens = 0;
        while (clock.instant().isBefore(end)) {
            if (tokens % 30 == 0) {
                one.rotations().rotate(_ -> true, "os:anne");
                other.rotations().keep();
            }
            for (KeyNode node : List.of(one, other)) {
                var token = node.sign(JWSAlgorithm.ES256);
                assertThat(applications).allMatch(application -> application.verifies(token, clock.instant()));
                assertThat(Stream.of(one, other)).allMatch(server -> server.takes(token));
                tokens++;
            }
            clock.advance(Duration.ofSeconds(17));
        }

        assertThat(one.states().stream().filter(KeyState.RETIRING::equals)).hasSizeGreaterThan(5);
    }

    @Test
    @Requirement("HC-KEYS-ALGORITHMS")
    void a_ring_of_another_algorithm_is_made_when_it_is_needed_and_rotates_like_the_others() {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.EdDSA)) {
            one.ring().prepare(KeyPurpose.TOKENS, algorithm);
            other.ring().prepare(KeyPurpose.TOKENS, algorithm);
            clock.advance(FRESH);
            var token = other.sign(algorithm);
            assertThat(one.takes(token)).isTrue();
            assertThat(new CachingApplication(one).verifies(token, clock.instant()))
                    .isTrue();
        }

        assertThat(one.published()).hasSize(10);
        assertThat(one.rotations().rotate(ring -> ring.algorithmName().equals("PS256"), "os:anne"))
                .hasSize(1);
    }

    @Test
    @Requirement("HC-KEYS-STALE")
    void a_server_that_does_not_hear_of_revocations_stops_signing_after_fifteen_seconds_and_verifying_after_sixty() {
        var line = new Line(database);
        var cut = KeyNode.on(database, line.jdbc(), clock, KeyNode.settings());
        var token = cut.sign(JWSAlgorithm.ES256);

        line.cut();

        clock.advance(Duration.ofSeconds(14));
        assertThat(cut.sign(JWSAlgorithm.ES256)).isNotNull();
        clock.advance(Duration.ofSeconds(2));
        assertThatThrownBy(() -> cut.sign(JWSAlgorithm.ES256)).isInstanceOf(Unavailable.class);
        assertThat(cut.takes(token)).isTrue();
        clock.advance(Duration.ofSeconds(46));
        assertThatThrownBy(() -> cut.takes(token))
                .isInstanceOf(org.springframework.dao.DataAccessResourceFailureException.class);
        line.mend();
        clock.advance(Duration.ofSeconds(2));
        assertThat(cut.takes(token)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P91D", "-P91D"})
    @Requirement("HC-STEADY-TIME")
    void a_server_whose_clock_is_wrong_turns_no_key_and_does_not_start_but_takes_keys_back(Duration ahead) {
        String first = one.active();
        String second = next(one);
        var wrongClock = new MovableClock();
        var clocks = new KeyNode.Clocks(wrongClock, clock);
        var wrong = KeyNode.on(database, database.jdbc(), clocks, KeyNode.settings());
        wrongClock.advance(ahead);

        assertThatThrownBy(() -> wrong.rotations().keep()).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> wrong.rotations().rotate(_ -> true, "os:anne"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("set the wrong one right");
        assertThatThrownBy(() -> KeyNode.on(database, database.jdbc(), clocks, KeyNode.settings()))
                .isInstanceOf(Unavailable.class);
        assertThat(one.states()).containsExactly(KeyState.ACTIVE, KeyState.NEXT);

        assertThat(wrong.rotations().revoke(first, "os:anne")).isEqualTo(KeyRotations.Revoking.DONE);
        clock.advance(FRESH);
        assertThat(one.active()).isEqualTo(second);
        assertThat(one.states()).containsExactly(KeyState.REVOKED, KeyState.ACTIVE, KeyState.NEXT);
        assertThat(wrong.acts(first)).endsWith("KEY_REVOKED os:anne");
    }

    private static String next(KeyNode node) {
        return node.register().all().stream()
                .filter(key -> key.purpose().equals("TOKENS") && key.algorithm().equals("ES256"))
                .filter(key -> key.state() == KeyState.NEXT)
                .findFirst()
                .orElseThrow()
                .kid();
    }
}
