package org.hospiconnect.idp.audit;

import com.nimbusds.jose.JWSObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.keys.FreshDatabase;
import org.hospiconnect.idp.keys.TestTrailSigner;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.DataSettings;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A trail with its sealer, its ring and its verification on a database of its own, and what an intruder there could do. */
record SignedTrail(FreshDatabase database, Clock clock, AuditTrail trail, TestTrailSigner keys, SignedEndFiles files) {

    static final String NODE = "signed";

    private static final AuditSettings SETTINGS =
            new AuditSettings(NODE, Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofDays(365));

    /** On a machine of its own. */
    static SignedTrail on(FreshDatabase database, Clock clock) {
        var jdbc = new JdbcTemplate(database.source());
        var trail = new PostgresAuditTrail(jdbc, SETTINGS, clock, new CountedRefusals(jdbc, clock));
        var keys = TestTrailSigner.on(database.jdbc(), database.transactions(), trail, clock);
        return new SignedTrail(database, clock, trail, keys, new SignedEndFiles(new DataSettings(folder()), SETTINGS));
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(TestStores.FOLDER, "signed-");
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    /** A server of this machine, as it is when it starts. */
    Server server() {
        return server(keys.signer());
    }

    Server server(TrailSigner signer) {
        var checkpoints = new Checkpoints(database.jdbc(), signer, SETTINGS, files, clock);
        var lost = new LostEnds(files, signer, database.jdbc(), trail, checkpoints);
        var sealer = new Sealer(
                new JdbcTemplate(database.source()),
                new TransactionTemplate(database.transactions()),
                checkpoints,
                SETTINGS);
        return new Server(sealer, lost, new TrailVerification(database.source(), signer, SETTINGS, lost));
    }

    /** What of a server concerns the trail. */
    record Server(Sealer sealer, LostEnds lost, TrailVerification verification) {}

    TrailVerification.Report verify() {
        return server().verification().verify(_ -> {});
    }

    String record() {
        String session = UUID.randomUUID().toString();
        trail.record(AuditEntry.done(Act.LOGOUT).session(session));
        return session;
    }

    JdbcClient jdbc() {
        return database.jdbc();
    }

    List<String> signatures() {
        return jdbc().sql("select jws from trail_checkpoints where node = ? order by position")
                .param(NODE)
                .query(String.class)
                .list();
    }

    List<String> signers() {
        return signatures().stream().map(SignedTrail::kid).toList();
    }

    private static String kid(String jws) {
        try {
            return JWSObject.parse(jws).getHeader().getKeyID();
        } catch (java.text.ParseException broken) {
            throw new AssertionError(broken);
        }
    }

    /** Whoever owns the database can do that. */
    void withoutGuards() {
        for (String table : List.of("trail", "trail_seals", "trail_checkpoints")) {
            jdbc().sql("alter table " + table + " disable trigger " + table + "_append_only")
                    .update();
        }
    }

    /** Alters a row and chains all that follows anew, so that the chain itself is whole. */
    void rewrite(String session) {
        withoutGuards();
        jdbc().sql("update trail set reason = 'ALTERED' where session = ?")
                .param(session)
                .update();
        Bytes before = TrailRow.START;
        for (TrailRow row : jdbc().sql("select t.* from trail t join trail_seals s on s.trail_id = t.id"
                        + " where s.node = ? order by s.position")
                .param(NODE)
                .query((found, _) -> TrailRow.read(found))
                .list()) {
            Bytes hash = row.hashAfter(before);
            jdbc().sql("update trail_seals set previous_hash = ?, hash = ? where trail_id = ?")
                    .params(before.toArray(), hash.toArray(), row.id())
                    .update();
            before = hash;
        }
    }

    /** Takes over the public key that signed this, and the signature. */
    void adopt(SignedTrail stranger, String jws) {
        String kid = kid(jws);
        String key = stranger.jdbc()
                .sql("select public_jwk::text from trail_keys where kid = ?")
                .param(kid)
                .query(String.class)
                .single();
        jdbc().sql("insert into trail_keys (kid, purpose, algorithm, state, public_jwk, made_at, active_at, proof)"
                        + " select ?, purpose, algorithm, state, ?::jsonb, made_at, active_at - interval '1 day', proof"
                        + " from trail_keys limit 1")
                .params(kid, key)
                .update();
        forge(jws);
    }

    /** Puts another signature where the last one is. */
    void forge(String jws) {
        withoutGuards();
        jdbc().sql("update trail_checkpoints set jws = ? where node = ? and position = (select max(position)"
                        + " from trail_checkpoints)")
                .params(jws, NODE)
                .update();
    }
}
