package org.hospiconnect.idp.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.hospiconnect.idp.audit.TrailSigner.Reading;
import org.hospiconnect.idp.audit.TrailVerification.Link;
import org.hospiconnect.idp.audit.TrailVerification.Report;
import org.hospiconnect.idp.audit.TrailVerification.Seal;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Sees one seal after another, with its row and its signature if it has one, and keeps the end of each chain. */
final class TrailWalk implements RowCallbackHandler {

    private static final int PROGRESS = 10_000;

    private final Map<String, Link> chains = new HashMap<>();
    /** Up to where the end of each chain was signed: what stands before it is in its hash. */
    private final Map<String, Long> signed = new HashMap<>();

    private final TrailSigner signer;
    private final LongConsumer progress;
    private Optional<String> fault = Optional.empty();
    private long holding;
    private long beyond;
    private long revoked;

    TrailWalk(TrailSigner signer, LongConsumer progress) {
        this.signer = signer;
        this.progress = progress;
    }

    /** @param cutOff what is wrong with ends that no row has any more */
    Report report(long unsealed, Optional<String> cutOff) {
        long vouched = signed.values().stream().mapToLong(Long::longValue).sum();
        return new Report(holding, vouched, beyond, unsealed, revoked, fault.or(() -> cutOff));
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
        Optional<TrailRow> content = row.getString("act") == null ? Optional.empty() : Optional.of(TrailRow.read(row));
        Optional<String> jws = Optional.ofNullable(row.getString("jws"));
        fault = TrailVerification.judge(chains.getOrDefault(chain, Link.START), seal, content)
                .or(() -> jws.flatMap(text -> signature(text, chain, seal)))
                .map(wrong -> "chain " + chain + ", row " + seal.trail() + ": " + wrong);
        chains.put(chain, new Link(seal.position(), seal.hash()));
        holding += fault.isPresent() ? 0 : 1;
        if (holding % PROGRESS == 0) {
            progress.accept(holding);
        }
    }

    private Optional<String> signature(String jws, String chain, Seal seal) {
        return switch (signer.read(jws)) {
            case Reading.Signed(var content) -> {
                var meant = new Checkpoint(chain, seal.position(), seal.hash());
                if (!Checkpoint.read(content).equals(Optional.of(meant))) {
                    yield Optional.of("what was signed here is another chain");
                }
                signed.put(chain, seal.position());
                yield Optional.empty();
            }
            case Reading.Revoked _ -> {
                revoked++;
                yield Optional.empty();
            }
            case Reading.Forged(var why) -> Optional.of("its signature is not the trail's: " + why);
        };
    }
}
