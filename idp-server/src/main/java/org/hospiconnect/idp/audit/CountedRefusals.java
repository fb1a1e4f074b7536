package org.hospiconnect.idp.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hospiconnect.idp.audit.RefusalCounts.Counted;
import org.hospiconnect.idp.audit.RefusalCounts.RowKey;
import org.hospiconnect.idp.audit.RefusalCounts.Sum;
import org.hospiconnect.idp.audit.RowsInsert.Column;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Refusals of strangers: counted in memory, so that a flood of bad requests is no flood of writes and no answer waits for one;
 * written once a second and at the clean end. A crash loses what was not written yet.
 */
@Component
class CountedRefusals implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CountedRefusals.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    /** An address is shorter; what a proxy told instead of one still makes a row. */
    private static final int LONGEST_SOURCE = 100;

    private static final RowsInsert<Counted> ADD = new RowsInsert<>(
            """
            insert into refusal_counts (minute, source, act, reason, refused, last_reference)
            select * from unnest(?, ?, ?, ?, ?, ?)
            on conflict (minute, source, act, reason) do update set refused = refusal_counts.refused + excluded.refused,
                last_reference = coalesce(excluded.last_reference, refusal_counts.last_reference)
            """,
            List.of(
                    new Column<>("timestamptz", one -> one.key().minute().toString()),
                    new Column<>("text", one -> one.key().source()),
                    new Column<>("text", one -> one.key().act()),
                    new Column<>("text", one -> one.key().reason()),
                    new Column<>("bigint", one -> Long.toString(one.sum().refused())),
                    new Column<>("text", one -> one.sum().reference())));

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final RefusalCounts waiting = new RefusalCounts(MOST);
    private volatile boolean running;
    private @Nullable Thread clockwork;

    CountedRefusals(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void count(Act act, Enum<?> reason, String source, @Nullable String reference) {
        var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        waiting.add(new RowKey(minute, bounded(source), act.name(), reason.name()), new Sum(1, reference));
    }

    private static String bounded(String source) {
        return source.length() <= LONGEST_SOURCE ? source : source.substring(0, LONGEST_SOURCE);
    }

    /** One statement, whatever has come; one at a time, so that whoever returns from here finds everything counted. */
    synchronized void write() {
        List<Counted> counted = waiting.take();
        if (counted.isEmpty()) {
            return;
        }
        try {
            ADD.add(jdbc, counted);
        } catch (DataIntegrityViolationException ours) {
            LOG.atError().addKeyValue("counts", counted.size()).setCause(ours).log("refusals can't be counted");
        } catch (DataAccessException | TransactionException away) {
            waiting.giveBack(counted);
            LOG.atWarn().addKeyValue("cause", away.getClass().getSimpleName()).log("refusals not written yet");
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        clockwork = Thread.ofPlatform().daemon().name("refusals").start(this::writeWhileRunning);
    }

    @Override
    public void stop() {
        running = false;
        if (clockwork != null) {
            clockwork.interrupt();
        }
        write();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Ends behind the web server: its last refusals count. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void writeWhileRunning() {
        try {
            while (running) {
                Thread.sleep(EVERY);
                write();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
