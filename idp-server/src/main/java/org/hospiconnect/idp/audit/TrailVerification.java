package org.hospiconnect.idp.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Walks all chains and names the first row that is not what was sealed. */
@Component
public class TrailVerification {

    private static final String WALK = """
            select s.node as chain, s.position, s.trail_id, s.previous_hash, s.hash, t.*
            from trail_seals s left join trail t on t.id = s.trail_id
            order by s.node, s.position
            """;
    private static final String COUNT_UNSEALED =
            "select count(*) from trail t where not exists (select 1 from trail_seals s where s.trail_id = t.id)";
    private static final int PROGRESS = 10_000;

    private final JdbcTemplate jdbc;

    TrailVerification(DataSource source) {
        this.jdbc = new JdbcTemplate(source);
        jdbc.setFetchSize(1000);
    }

    /**
     * What was found.
     *
     * @param sealed rows whose chain holds, up to the fault
     * @param beyond sealed rows behind the fault, for which nothing vouches
     * @param unsealed rows no chain has yet: the tail of the last quarter of a second, or rows slipped in
     * @param fault the first row that is wrong: chain, position, what is wrong with it
     */
    public record Report(long sealed, long beyond, long unsealed, Optional<String> fault) {}

    /** In bounded memory, over one snapshot; {@code progress} hears the number of rows now and then. */
    @Transactional(readOnly = true)
    public Report verify(LongConsumer progress) {
        var walk = new Walk(progress);
        jdbc.query(WALK, walk);
        Long unsealed = jdbc.queryForObject(COUNT_UNSEALED, Long.class);
        return new Report(
                walk.holding, walk.beyond, Optional.ofNullable(unsealed).orElse(0L), walk.fault);
    }

    /** Sees one seal after another and keeps the end of each chain. */
    private static final class Walk implements RowCallbackHandler {

        private final Map<String, Link> chains = new HashMap<>();
        private final LongConsumer progress;
        private Optional<String> fault = Optional.empty();
        private long holding;
        private long beyond;

        private Walk(LongConsumer progress) {
            this.progress = progress;
        }

        @Override
        public void processRow(ResultSet row) throws SQLException {
            if (fault.isPresent()) {
                beyond++;
                return;
            }
            String chain = row.getString("chain");
            var seal = new Seal(
                    row.getLong("position"),
                    row.getLong("trail_id"),
                    Bytes.of(row.getBytes("previous_hash")),
                    Bytes.of(row.getBytes("hash")));
            Optional<TrailRow> content =
                    row.getString("act") == null ? Optional.empty() : Optional.of(TrailRow.read(row));
            fault = judge(chains.getOrDefault(chain, Link.START), seal, content)
                    .map(wrong -> "chain " + chain + ", row " + seal.trail() + ": " + wrong);
            chains.put(chain, new Link(seal.position(), seal.hash()));
            holding += fault.isPresent() ? 0 : 1;
            if (holding % PROGRESS == 0) {
                progress.accept(holding);
            }
        }
    }

    static Optional<String> judge(Link before, Seal seal, Optional<TrailRow> content) {
        if (seal.position() != before.position() + 1) {
            return Optional.of("a seal is missing before it");
        }
        if (!seal.previous().equals(before.hash())) {
            return Optional.of("it does not follow the row before it");
        }
        if (content.isEmpty()) {
            return Optional.of("it was removed");
        }
        boolean same = content.get().hashAfter(seal.previous()).equals(seal.hash());
        return same ? Optional.empty() : Optional.of("its content was altered");
    }

    record Link(long position, Bytes hash) {

        static final Link START = new Link(0, TrailRow.START);
    }

    record Seal(long position, long trail, Bytes previous, Bytes hash) {}
}
