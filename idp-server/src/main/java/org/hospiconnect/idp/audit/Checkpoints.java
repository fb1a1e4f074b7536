package org.hospiconnect.idp.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hospiconnect.idp.audit.TrailSigner.Reading;
import org.hospiconnect.idp.audit.TrailVerification.Link;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Signs the end of this server's chain now and then: whoever rewrites the chain in the database can't sign it anew. A chain that
 * is not the one signed last is signed no more.
 */
@Component
class Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final Bytes NO_HASH = Bytes.of(new byte[0]);

    private final JdbcClient jdbc;
    private final TrailSigner signer;
    private final AuditSettings settings;
    private final SignedEndFiles files;
    private final Clock clock;

    /** What was signed last: of the database and of this server's file after a start, the same as a rule. */
    private List<Checkpoint> last = List.of();

    /** The end in the file whose key was taken back since: it must stand, and is signed again. */
    private Optional<Checkpoint> takenBack = Optional.empty();

    private boolean started;
    private Instant next = Instant.MIN;

    Checkpoints(JdbcClient jdbc, TrailSigner signer, AuditSettings settings, SignedEndFiles files, Clock clock) {
        this.files = files;
        this.jdbc = jdbc;
        this.signer = signer;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The checkpoint that was added for the end of the chain, in the sealer's transaction, which has the chain's lock; empty when it
     * is not time yet.
     */
    synchronized Optional<Checkpoint.Signed> keep(Link end, boolean atOnce) {
        Instant now = clock.instant();
        if (end.position() == 0 || (now.isBefore(next) && !atOnce)) {
            return Optional.empty();
        }
        if (!started) {
            start();
        }
        var wanted = new Checkpoint(settings.node(), end.position(), end.hash());
        if (last.contains(wanted)) {
            return Optional.empty();
        }
        next = now.plus(settings.checkpointEvery());
        Optional<Checkpoint> lost = Stream.concat(last.stream(), takenBack.stream())
                .filter(one -> !stands(one))
                .findFirst();
        lost.ifPresent(one -> LOG.atError()
                .addKeyValue("node", settings.node())
                .addKeyValue("position", one.position())
                .log("the trail is not what was signed: it is signed no more; audit verify says where"));
        return lost.isPresent() ? Optional.empty() : add(wanted);
    }

    /** Once it is in the database for good. */
    synchronized void committed(Checkpoint.Signed signed) {
        last = List.of(signed.checkpoint());
        takenBack = Optional.empty();
        files.keep(signed.jws());
    }

    /** The next one stands for what the database has then. */
    synchronized void startAnew() {
        started = false;
        next = Instant.MIN;
    }

    // The key being away is no reason to leave rows unchained: the next one vouches for them too.
    private Optional<Checkpoint.Signed> add(Checkpoint checkpoint) {
        try {
            var signed = new Checkpoint.Signed(checkpoint, signer.sign(checkpoint.content()));
            jdbc.sql("""
                    insert into trail_checkpoints (node, position, jws) values (:node, :position, :jws)
                    on conflict do nothing
                    """)
                    .param("node", checkpoint.node())
                    .param("position", checkpoint.position())
                    .param("jws", signed.jws())
                    .update();
            return Optional.of(signed);
        } catch (Unavailable away) {
            LOG.atWarn().addKeyValue("cause", away.getMessage()).log("trail not signed yet");
            return Optional.empty();
        }
    }

    private boolean stands(Checkpoint signed) {
        return jdbc.sql("select hash from trail_seals where node = :node and position = :position")
                .param("node", signed.node())
                .param("position", signed.position())
                .query((row, _) -> Bytes.of(row.getBytes("hash")))
                .optional()
                .filter(signed.hash()::equals)
                .isPresent();
    }

    private void start() {
        Optional<Reading> kept = files.ofThisServer().map(signer::read);
        last = Stream.concat(lastInDatabase().stream(), kept.flatMap(read -> read(read, 0)).stream())
                .toList();
        takenBack = kept.filter(Reading.Revoked.class::isInstance)
                .map(Reading.Revoked.class::cast)
                .map(revoked -> Checkpoint.read(revoked.content()).orElseGet(() -> nobodys(0)));
        started = true;
    }

    /** After a start: what was signed last; one that nobody of ours signed stands for no chain. */
    private Optional<Checkpoint> lastInDatabase() {
        return jdbc.sql("""
                select position, jws from trail_checkpoints where node = :node order by position desc limit 1
                """)
                .param("node", settings.node())
                .query((row, _) -> new Kept(row.getLong("position"), row.getString("jws")))
                .optional()
                .flatMap(kept -> read(signer.read(kept.jws()), kept.position()));
    }

    private record Kept(long position, String jws) {}

    private Checkpoint nobodys(long position) {
        return new Checkpoint(settings.node(), position, NO_HASH);
    }

    private Optional<Checkpoint> read(Reading reading, long position) {
        return switch (reading) {
            case Reading.Signed(var content) -> Checkpoint.read(content).or(() -> Optional.of(nobodys(position)));
            case Reading.Forged _ -> Optional.of(nobodys(position));
            // it says nothing any more: the next one, by another key, does
            case Reading.Revoked _ -> Optional.empty();
        };
    }
}
