package org.hospiconnect.idp.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.audit.TrailSigner.Reading;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Signed ends that this server keeps in its folder and that the database has no more: somebody removed them there, or an older copy
 * of it was restored. Which of the two, an operator knows.
 */
@Component
public class LostEnds {

    private final SignedEndFiles files;
    private final TrailSigner signer;
    private final JdbcClient jdbc;
    private final AuditTrail trail;
    private final Checkpoints checkpoints;

    LostEnds(SignedEndFiles files, TrailSigner signer, JdbcClient jdbc, AuditTrail trail, Checkpoints checkpoints) {
        this.files = files;
        this.signer = signer;
        this.jdbc = jdbc;
        this.trail = trail;
        this.checkpoints = checkpoints;
    }

    /** @param sentence what is lost, for an operator */
    record Lost(Path file, String jws, String sentence) {}

    /** A key that was revoked excuses nothing: whoever owns the database could take any key back, and the file counts by where it lies. */
    List<Lost> find() {
        return files.all().entrySet().stream()
                .flatMap(kept -> lost(kept).stream())
                .toList();
    }

    private Optional<Lost> lost(Map.Entry<Path, String> kept) {
        Optional<String> sentence = switch (signer.read(kept.getValue())) {
            case Reading.Signed(var content) -> missing(content);
            case Reading.Revoked revoked -> missing(revoked.content());
            case Reading.Forged(var why) -> Optional.of("its signature is not the trail's: " + why);
        };
        return sentence.map(said -> new Lost(kept.getKey(), kept.getValue(), kept.getKey() + ": " + said));
    }

    private Optional<String> missing(String content) {
        return Checkpoint.read(content)
                .map(this::missing)
                .orElseGet(() -> Optional.of("it is no signed end of a chain"));
    }

    private Optional<String> missing(Checkpoint signed) {
        boolean there = jdbc.sql("""
                        select exists (select 1 from trail_seals join trail_checkpoints using (node, position)
                        where node = :node and position = :position and hash = :hash)
                        """)
                .param("node", signed.node())
                .param("position", signed.position())
                .param("hash", signed.hash().toArray())
                .query(Boolean.class)
                .single();
        return there
                ? Optional.empty()
                : Optional.of("chain " + signed.node() + " was signed at position " + signed.position()
                        + ", and the database has that end no more");
    }

    /**
     * An older copy of the database was restored: the trail names what it lost and who said so, and is signed again from what
     * stands; returns the sentences.
     */
    public List<String> accept(String actor) {
        List<Lost> lost = find();
        for (Lost one : lost) {
            trail.record(AuditEntry.done(Act.TRAIL_RESTORED)
                    .actor(actor)
                    .detail("lost", one.sentence())
                    .detail("signed_end", one.jws()));
            files.remove(one.file());
        }
        checkpoints.startAnew();
        return lost.stream().map(Lost::sentence).toList();
    }
}
