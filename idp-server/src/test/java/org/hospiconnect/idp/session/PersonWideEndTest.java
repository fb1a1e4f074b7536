package org.hospiconnect.idp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.keys.FreshDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends of all sessions, of a person or of everybody, grants and ends of single sessions at once, on the real locks. */
@Requirement("HC-LOGOUT-PERSON")
@Timeout(60)
class PersonWideEndTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final FreshDatabase database = FreshDatabase.made();
    private final JdbcClient jdbc = database.jdbc();
    private final TransactionTemplate transaction = new TransactionTemplate(database.transactions());
    private final EndedSessions ended = new PostgresEndedSessions(jdbc, _ -> {});
    private final ExecutorService others = Executors.newFixedThreadPool(16);
    private final PersonId person = new PersonId(UUID.randomUUID());
    private final String sid = UUID.randomUUID().toString();
    private final Instant now = Instant.now();

    @AfterEach
    void stop() {
        others.close();
    }

    @Test
    void a_grant_that_comes_while_all_sessions_end_waits_and_finds_it_over() throws Exception {
        var end = new HeldOpen(this::endAll);

        Future<Boolean> grant = others.submit(() -> grant(sid, "dpi"));
        assertThat(isWaiting(grant)).isTrue();
        end.commit();

        assertThat(grant.get()).isTrue();
        assertThat(states()).containsExactly("DUE");
    }

    @Test
    void an_end_that_comes_while_a_grant_is_made_waits_and_its_application_hears() throws Exception {
        var grant = new HeldOpen(() -> grant(sid, "dpi"));

        Future<?> end = others.submit(this::endAll);
        assertThat(isWaiting(end)).isTrue();
        grant.commit();
        end.get();

        assertThat(states()).containsExactly("DUE");
    }

    @Test
    void the_end_of_everybodys_sessions_is_told_to_their_applications() {
        grant(sid, "dpi");
        grant(UUID.randomUUID().toString(), "pacs");

        ended.addAll(now, now.plusSeconds(60));

        assertThat(states()).containsExactly("DUE", "DUE");
    }

    @Test
    void a_grant_that_comes_while_everybodys_sessions_end_waits_and_finds_it_over() throws Exception {
        var end = new HeldOpen(() -> ended.addAll(now, now.plusSeconds(60)));

        Future<Boolean> grant = others.submit(() -> grant(sid, "dpi"));
        assertThat(isWaiting(grant)).isTrue();
        end.commit();

        assertThat(grant.get()).isTrue();
        assertThat(states()).containsExactly("DUE");
    }

    @Test
    void an_end_of_another_person_or_a_second_grant_waits_for_nobody() throws Exception {
        var grant = new HeldOpen(() -> grant(sid, "dpi"));

        ended.addAllOf(new PersonId(UUID.randomUUID()), now, now.plusSeconds(60));
        assertThat(others.submit(() -> grant(UUID.randomUUID().toString(), "pacs"))
                        .get(5, TimeUnit.SECONDS))
                .isFalse();
        grant.commit();
    }

    @Test
    void many_ends_and_grants_at_once_all_come_through_and_nobody_is_left_waiting() throws Exception {
        List<String> sessions = IntStream.range(0, 8)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .toList();
        List<Future<?>> all = IntStream.range(0, 240)
                .<Future<?>>mapToObj(i -> others.submit(() -> {
                    String one = sessions.get(i % sessions.size());
                    switch (i % 3) {
                        case 0 -> grant(one, "app-" + i);
                        case 1 -> ended.add(one, now, now.plusSeconds(60));
                        default -> endAll();
                    }
                }))
                .toList();

        for (Future<?> each : all) {
            each.get();
        }
        assertThat(Set.copyOf(states())).isEqualTo(Set.of("DUE"));
    }

    private void endAll() {
        ended.addAllOf(person, now, now.plusSeconds(60));
    }

    private boolean grant(String session, String application) {
        var awaited = new AwaitedLogout(
                session, application, person.value(), now.minusSeconds(5), now, now.plusSeconds(3600));
        return jdbc.sql("select " + AwaitedLogout.CALL)
                .params(awaited.parameters())
                .query(Boolean.class)
                .single();
    }

    private List<String> states() {
        return jdbc.sql("select state from logout_notices where person = ?")
                .param(person.value())
                .query(String.class)
                .list();
    }

    private static boolean isWaiting(Future<?> call) throws Exception {
        try {
            call.get(SHORT.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException _) {
            return true;
        }
    }

    /** A transaction that has done its part and is not over yet. */
    private final class HeldOpen {

        private final CountDownLatch done = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);
        private final Future<?> whole;

        HeldOpen(Runnable part) throws InterruptedException {
            whole = others.submit(() -> transaction.executeWithoutResult(_ -> {
                part.run();
                done.countDown();
                awaitQuietly(over);
            }));
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }

        void commit() throws Exception {
            over.countDown();
            whole.get();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
