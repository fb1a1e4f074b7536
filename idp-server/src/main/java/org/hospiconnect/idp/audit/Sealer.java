package org.hospiconnect.idp.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hospiconnect.idp.audit.RowsInsert.Column;
import org.hospiconnect.idp.audit.TrailVerification.Link;
import org.hospiconnect.idp.audit.TrailVerification.Seal;
import org.hospiconnect.idp.value.Bytes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Chains this node's committed rows: position, previous hash, hash. A row that commits later than one with a higher id is
 * simply chained later: what counts is "not yet sealed". An advisory lock keeps two servers of one name apart.
 */
@Component
class Sealer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final int BATCH = 1000;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final RowsInsert<Seal> insert;
    private final TransactionTemplate transaction;
    private final Checkpoints checkpoints;
    private final AuditSettings settings;
    private CountDownLatch stopped = new CountDownLatch(0);
    private @Nullable Thread clockwork;

    Sealer(JdbcTemplate jdbc, TransactionTemplate transaction, Checkpoints checkpoints, AuditSettings settings) {
        this.checkpoints = checkpoints;
        this.jdbc = JdbcClient.create(jdbc);
        this.batches = jdbc;
        this.insert = insertBy(settings.node());
        this.transaction = transaction;
        this.settings = settings;
    }

    /** Chains what is committed; returns how many rows. */
    int seal() {
        return seal(false);
    }

    /** @param signed the end is signed whether it is time or not */
    int seal(boolean signed) {
        Round round = transaction.execute(_ -> sealInTransaction(signed));
        if (round == null) {
            return 0;
        }
        round.checkpoint().ifPresent(checkpoints::committed);
        return round.rows();
    }

    /** What one transaction did. */
    private record Round(int rows, Optional<Checkpoint.Signed> checkpoint) {}

    private Round sealInTransaction(boolean signed) {
        boolean alone = jdbc.sql("select pg_try_advisory_xact_lock(hashtext('trail'), hashtext(:node))")
                .param("node", settings.node())
                .query(Boolean.class)
                .single();
        if (!alone) {
            return new Round(0, Optional.empty());
        }
        Link last = jdbc.sql("select position, hash from trail_seals where node = :node order by position desc limit 1")
                .param("node", settings.node())
                .query((row, _) -> new Link(row.getLong(1), Bytes.of(row.getBytes(2))))
                .optional()
                .orElse(Link.START);
        List<TrailRow> rows = takeUnsealed();
        var seals = new ArrayList<Seal>(rows.size());
        for (TrailRow row : rows) {
            var link = new Link(last.position() + 1, row.hashAfter(last.hash()));
            seals.add(new Seal(link.position(), row.id(), last.hash(), link.hash()));
            last = link;
        }
        if (!seals.isEmpty()) {
            insert.add(batches, seals);
        }
        // after a full batch comes another: it is signed when it is time, the last one at the stop
        return new Round(rows.size(), checkpoints.keep(last, signed && rows.size() < BATCH));
    }

    // an array, not "in": planned for an empty table, that would walk the batch again for each of its rows
    private List<TrailRow> takeUnsealed() {
        return jdbc.sql("""
                with due as (
                    delete from trail_unsealed where ctid = any (array(
                        select ctid from trail_unsealed where node = :node order by trail_id limit :batch))
                    returning trail_id)
                select t.* from trail t join due on due.trail_id = t.id order by t.id
                """)
                .param("node", settings.node())
                .param("batch", BATCH)
                .query((row, _) -> TrailRow.read(row))
                .list();
    }

    private static RowsInsert<Seal> insertBy(String node) {
        return new RowsInsert<>(
                "insert into trail_seals (node, position, trail_id, previous_hash, hash) select * from unnest(?, ?, ?, ?, ?)",
                List.of(
                        new Column<>("text", _ -> node),
                        new Column<>("bigint", seal -> Long.toString(seal.position())),
                        new Column<>("bigint", seal -> Long.toString(seal.trail())),
                        new Column<>("bytea", seal -> hex(seal.previous())),
                        new Column<>("bytea", seal -> hex(seal.hash()))));
    }

    private static String hex(Bytes bytes) {
        return "\\x" + HexFormat.of().formatHex(bytes.toArray());
    }

    @Override
    public synchronized void start() {
        var until = new CountDownLatch(1);
        stopped = until;
        clockwork = Thread.ofPlatform().daemon().name("sealer").start(() -> sealUntil(until));
    }

    /** The clean end seals the tail and signs it; the round under way is let end, an interrupt would break off its files. */
    @Override
    public synchronized void stop() {
        stopped.countDown();
        try {
            if (clockwork != null) {
                clockwork.join(LONGEST_ROUND);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        sealAll(true);
    }

    private void sealUntil(CountDownLatch end) {
        try {
            do {
                sealAll(false);
            } while (!end.await(settings.sealEvery().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return stopped.getCount() > 0;
    }

    // The store being away is the world's fault: the next round tries again, verify shows the unsealed tail meanwhile.
    private void sealAll(boolean signed) {
        try {
            while (seal(signed) == BATCH) {
                LOG.atDebug().log("more rows to seal");
            }
        } catch (DataAccessException | TransactionException away) {
            LOG.atWarn().addKeyValue("cause", away.getClass().getSimpleName()).log("trail not sealed yet");
        }
    }
}
