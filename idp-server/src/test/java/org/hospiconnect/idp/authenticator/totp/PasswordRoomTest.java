package org.hospiconnect.idp.authenticator.totp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.value.Unavailable;
import org.junit.jupiter.api.Test;

/** So many at once, so few waiting. */
class PasswordRoomTest {

    @Test
    @Requirement("HC-PASSWORD-ROOM")
    void beyond_its_places_nobody_enters_and_nothing_is_done() throws Exception {
        var free = new CountDownLatch(1);
        var done = new AtomicInteger();
        try (var room = new PasswordRoom(2, 3);
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            occupied(room, 2, people, free);
            var storm = IntStream.range(0, 50)
                    .mapToObj(_ -> people.submit(() -> room.tryIn(done::incrementAndGet)))
                    .toList();
            // all but those who wait have heard so while both places are taken
            while (storm.stream().filter(Future::isDone).count() < 47) {
                Thread.onSpinWait();
            }
            assertThat(done).hasValue(0);
            free.countDown();

            var served = new ArrayList<Integer>();
            for (var one : storm) {
                one.get().ifPresent(served::add);
            }
            assertThat(served).containsExactlyInAnyOrder(1, 2, 3);
        }
    }

    @Test
    @Requirement("HC-PASSWORD-ROOM")
    void a_store_that_is_away_is_said_as_what_it_is_and_the_place_is_free_again() {
        try (var room = new PasswordRoom(1, 1)) {
            assertThatThrownBy(() -> room.tryIn(() -> {
                        throw new Unavailable("PostgreSQL is away");
                    }))
                    .isInstanceOf(Unavailable.class);
            assertThat(room.tryIn(() -> 1)).isEqualTo(Optional.of(1));
        }
    }

    /** A bound from below: a machine that others use makes it only longer. */
    @Test
    @Requirement("HC-PASSWORD-ROOM")
    void each_thread_rests_as_long_as_it_worked() {
        try (var room = new PasswordRoom(1, 1)) {
            long begun = System.nanoTime();
            long worked = LongStream.range(0, 10)
                    .map(_ -> room.tryIn(PasswordRoomTest::work).orElseThrow())
                    .sum();
            long last = room.tryIn(PasswordRoomTest::work).orElseThrow();

            assertThat(System.nanoTime() - begun).isGreaterThan(2 * worked + last);
        }
    }

    private static long work() {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < 5_000_000) {
            Thread.onSpinWait();
        }
        return System.nanoTime() - begun;
    }

    /** Places are taken until {@code free}. */
    static void occupied(PasswordRoom room, int places, ExecutorService people, CountDownLatch free)
            throws InterruptedException {
        var begun = new CountDownLatch(places);
        for (int i = 0; i < places; i++) {
            var _ = people.submit(() -> room.tryIn(() -> {
                begun.countDown();
                free.await();
                return 0;
            }));
        }
        begun.await();
    }
}
