package org.hospiconnect.idp.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    /** A server that is busy, or starts. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final int MOST_SAID = 100;

    private final Map<String, Link> chains = new HashMap<>();
    /** Up to where the end of each chain was signed: what stands before it is in its hash. */
    private final Map<String, Long> signed = new HashMap<>();

    /** Of each chain, the rows that no signed end stands for yet. */
    private final Map<String, Stretch> unsignedYet = new HashMap<>();

    private final List<String> unsigned = new ArrayList<>();
    private final Duration longest;
    private final TrailSigner signer;
    private final LongConsumer progress;
    private Optional<String> fault = Optional.empty();
    private long holding;
    private long beyond;
    private long revoked;

    TrailWalk(TrailSigner signer, Duration signedEvery, LongConsumer progress) {
        this.signer = signer;
        this.longest = signedEvery.plus(MARGIN);
        this.progress = progress;
    }

    /** @param cutOff what is wrong with ends that no row has any more */
    Report report(long unsealed, Optional<String> cutOff) {
        long vouched = signed.values().stream().mapToLong(Long::longValue).sum();
        return new Report(holding, vouched, beyond, unsealed, revoked, unsigned(), fault.or(() -> cutOff));
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
                .or(() -> content.flatMap(found -> signature(jws, found, seal)))
                .map(wrong -> "chain " + chain + ", row " + seal.trail() + ": " + wrong);
        chains.put(chain, new Link(seal.position(), seal.hash()));
        holding += fault.isPresent() ? 0 : 1;
        if (holding % PROGRESS == 0) {
            progress.accept(holding);
        }
    }

    /**
     * Rows one after another.
     *
     * @param pause the longest time without any: a server that was away leaves one, and signs when it is back
     */
    private record Stretch(TrailRow from, TrailRow to, Duration pause) {

        Stretch with(TrailRow next) {
            Duration since = Duration.between(to.at(), next.at());
            return new Stretch(from, next, since.compareTo(pause) > 0 ? since : pause);
        }

        Duration length() {
            return Duration.between(from.at(), to.at()).minus(pause);
        }
    }

    /** Who removes signed ends and has the server sign a rewritten chain leaves a long one. */
    private void look(Stretch stretch) {
        if (stretch.length().compareTo(longest) > 0 && unsigned.size() < MOST_SAID) {
            unsigned.add("chain " + stretch.to().node() + ", rows "
                    + stretch.from().id() + " to " + stretch.to().id() + ": no end was signed from "
                    + stretch.from().at() + " to " + stretch.to().at());
        }
    }

    private List<String> unsigned() {
        unsignedYet.values().forEach(this::look);
        return List.copyOf(unsigned);
    }

    private Optional<String> signature(Optional<String> jws, TrailRow row, Seal seal) {
        unsignedYet.put(
                row.node(),
                Optional.ofNullable(unsignedYet.get(row.node()))
                        .map(stretch -> stretch.with(row))
                        .orElseGet(() -> new Stretch(row, row, Duration.ZERO)));
        return jws.flatMap(text -> signature(text, row, seal));
    }

    private Optional<String> signature(String jws, TrailRow row, Seal seal) {
        return switch (signer.read(jws)) {
            case Reading.Signed(var content) -> {
                var meant = new Checkpoint(row.node(), seal.position(), seal.hash());
                if (!Checkpoint.read(content).equals(Optional.of(meant))) {
                    yield Optional.of("what was signed here is another chain");
                }
                signed.put(row.node(), seal.position());
                Optional.ofNullable(unsignedYet.remove(row.node())).ifPresent(this::look);
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
