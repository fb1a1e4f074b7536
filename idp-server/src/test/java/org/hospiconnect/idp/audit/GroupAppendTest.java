package org.hospiconnect.idp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.audit.PostgresAuditTrail.Dated;
import org.hospiconnect.idp.value.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Requirement("HC-TRAIL-SILENT")
@Timeout(30)
class GroupAppendTest {

    private static final Dated ENTRY = new Dated(AuditEntry.done(Act.LOGOUT), Instant.EPOCH);
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final List<Dated> written = Collections.synchronizedList(new ArrayList<>());

    @Test
    void a_trail_that_is_silent_refuses_those_who_wait_and_writes_none_that_was_refused_before_its_turn() {
        var silence = new CountDownLatch(1);
        var append = new GroupAppend(
                batch -> {
                    awaitQuietly(silence);
                    written.addAll(batch);
                },
                PATIENCE);
        var late = new Dated(AuditEntry.done(Act.LOGOUT_TOLD), Instant.EPOCH);

        assertThatThrownBy(() -> append.add(ENTRY)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> append.add(late)).isInstanceOf(Unavailable.class);
        silence.countDown();
        append.add(ENTRY);

        assertThat(written).doesNotContain(late).hasSize(2);
    }

    @Test
    void an_error_reaches_its_caller_and_the_next_act_is_written() {
        var broken = new AtomicBoolean(true);
        var append = new GroupAppend(
                batch -> {
                    if (broken.getAndSet(false)) {
                        throw new StackOverflowError("as deep as it goes");
                    }
                    written.addAll(batch);
                },
                Duration.ofSeconds(20));

        assertThatThrownBy(() -> append.add(ENTRY))
                .isInstanceOf(Unavailable.class)
                .hasRootCauseInstanceOf(StackOverflowError.class);
        append.add(ENTRY);

        assertThat(written).hasSize(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
