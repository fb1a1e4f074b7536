package org.hospiconnect.idp.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Walks all chains and names the first row that is not what was sealed, or the first end that is not what was signed, by what stands
 * in the database and by what this server keeps outside it.
 */
@Component
public class TrailVerification {

    private static final String WALK = """
            select s.node as chain, s.position, s.trail_id, s.previous_hash, s.hash, c.jws, t.*
            from trail_seals s left join trail t on t.id = s.trail_id
            left join trail_checkpoints c on c.node = s.node and c.position = s.position
            order by s.node, s.position
            """;
    private static final String COUNT_UNSEALED =
            "select count(*) from trail t where not exists (select 1 from trail_seals s where s.trail_id = t.id)";
    private static final String CUT_OFF = """
            select node, position from trail_checkpoints c
            where not exists (select 1 from trail_seals s where s.node = c.node and s.position = c.position)
            order by node, position limit 1
            """;

    private final JdbcTemplate jdbc;
    private final TrailSigner signer;
    private final AuditSettings settings;
    private final LostEnds lost;

    TrailVerification(DataSource source, TrailSigner signer, AuditSettings settings, LostEnds lost) {
        this.settings = settings;
        this.lost = lost;
        this.jdbc = new JdbcTemplate(source);
        this.signer = signer;
        jdbc.setFetchSize(1000);
    }

    /**
     * What was found.
     *
     * @param sealed rows whose chain holds, up to the fault
     * @param signed those of them for which a signature vouches; the others came since, or their key was revoked
     * @param beyond sealed rows behind the fault, for which nothing vouches
     * @param unsealed rows no chain has yet: the tail of the last quarter of a second, or rows slipped in
     * @param revoked signed ends that count no more, because their key was revoked
     * @param unsigned where a chain has no signed end for longer than a running server leaves it without
     * @param fault the first row that is wrong: chain, position, what is wrong with it
     */
    public record Report(
            long sealed,
            long signed,
            long beyond,
            long unsealed,
            long revoked,
            List<String> unsigned,
            Optional<String> fault) {}

    /** In bounded memory, over one snapshot; {@code progress} hears the number of rows now and then. */
    @Transactional(readOnly = true)
    public Report verify(LongConsumer progress) {
        var walk = new TrailWalk(signer, settings.checkpointEvery(), progress);
        jdbc.query(WALK, walk);
        Long unsealed = jdbc.queryForObject(COUNT_UNSEALED, Long.class);
        return walk.report(
                Optional.ofNullable(unsealed).orElse(0L),
                cutOff().or(() -> lost.find().stream().findFirst().map(LostEnds.Lost::sentence)));
    }

    private Optional<String> cutOff() {
        return jdbc
                .query(
                        CUT_OFF,
                        (row, _) -> "chain " + row.getString("node") + ": its end was signed at position "
                                + row.getLong("position") + ", and that row was removed")
                .stream()
                .findFirst();
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
