package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Copies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Signing keys in PostgreSQL; each node keeps a copy of all, because every token asks for one. */
@Component
class SigningKeyRows {

    private static final String ALL = "all";
    private static final String KEYS = "signing_keys";
    /** Never removed; servers of before know nothing of them. */
    private static final String TRAIL_KEYS = "trail_keys";

    private final JdbcClient jdbc;
    private final SignedLife life;
    private final KeyProofs proofs;
    private final Clock clock;
    private final Copies<String, Known> copies;

    SigningKeyRows(JdbcClient jdbc, SignedLife life, KeyProofs proofs, Clock clock) {
        this.proofs = proofs;
        this.jdbc = jdbc;
        this.life = life;
        this.clock = clock;
        this.copies = new Copies<>(clock, 1);
    }

    /** All rings as they were when this node read them. */
    record Known(Rings rings, Instant readAt) {}

    /** At most 5 s old; 60 s while PostgreSQL does not answer. */
    Known known() {
        return copies.find(ALL, () -> {
                    Instant before = clock.instant();
                    return Optional.of(new Known(all(), before));
                })
                .orElseThrow();
    }

    /** As they are now; what is not ours is not read. */
    Rings all() {
        return Rings.of(
                jdbc
                        .sql("select * from signing_keys union all select * from trail_keys")
                        .query((row, _) -> new Shown(row(row), Bytes.of(row.getBytes("proof"))))
                        .list()
                        .stream()
                        .filter(shown -> proofs.isOurs(shown.key(), shown.proof()))
                        .map(Shown::key)
                        .toList(),
                life.longest());
    }

    private record Shown(SigningKeyRow key, Bytes proof) {}

    /** One writer at a time, until the end of the transaction. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('signing_keys'))")
                .query()
                .singleRow();
    }

    void add(SigningKeyRow row) {
        jdbc.sql("""
                insert into %s (kid, purpose, algorithm, state, public_jwk, wrapped, made_at, active_at, in_token, proof)
                values (:kid, :purpose, :algorithm, :state, :public::jsonb, :wrapped, :made, :active, :token, :proof)
                """.formatted(row.ring().purpose().isForApplications() ? KEYS : TRAIL_KEYS))
                .param("kid", row.kid())
                .param("purpose", row.ring().purpose().name())
                .param("algorithm", row.ring().algorithm().getName())
                .param("state", row.noted().name())
                .param("public", row.publicKey().toJSONString())
                .param("wrapped", row.wrapped().map(Bytes::toArray).orElse(null))
                .param("made", row.times().madeAt().atOffset(ZoneOffset.UTC))
                .param("active", row.activeAt().atOffset(ZoneOffset.UTC))
                .param("token", row.inToken())
                .param("proof", proofs.of(row.kid()).toArray())
                .update();
        copies.forgetAll();
    }

    void activateAt(String kid, Instant at) {
        change("active_at = :value", kid, at.atOffset(ZoneOffset.UTC));
    }

    void note(String kid, KeyState state) {
        change("state = :value", kid, state.name());
    }

    /** The private half goes with it. */
    void revoke(String kid, Instant at) {
        change(
                "revoked_at = :value, in_token = in_token or wrapped is null, wrapped = null",
                kid,
                at.atOffset(ZoneOffset.UTC));
    }

    /** A key that signs no more but is kept, without what it signed with. */
    void forgetPrivateHalf(String kid) {
        jdbc.sql("update trail_keys set wrapped = null where kid = :kid")
                .param("kid", kid)
                .update();
        copies.forgetAll();
    }

    void remove(String kid) {
        jdbc.sql("delete from signing_keys where kid = :kid").param("kid", kid).update();
        copies.forgetAll();
    }

    private void change(String what, String kid, Object value) {
        for (String table : List.of(KEYS, TRAIL_KEYS)) {
            jdbc.sql("update " + table + " set " + what + " where kid = :kid")
                    .param("value", value)
                    .param("kid", kid)
                    .update();
        }
        copies.forgetAll();
    }

    private static SigningKeyRow row(ResultSet row) throws SQLException {
        var ring = new RingName(
                KeyPurpose.valueOf(row.getString("purpose")), JWSAlgorithm.parse(row.getString("algorithm")));
        var times = new SigningKeyRow.Times(
                row.getTimestamp("made_at").toInstant(),
                row.getTimestamp("active_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("revoked_at")).map(Timestamp::toInstant));
        return new SigningKeyRow(
                ring,
                publicKey(row.getString("public_jwk")),
                Optional.ofNullable(row.getBytes("wrapped")).map(Bytes::of),
                row.getBoolean("in_token"),
                times,
                KeyState.valueOf(row.getString("state")));
    }

    private static JWK publicKey(String text) {
        try {
            return JWK.parse(text);
        } catch (ParseException broken) {
            throw new IllegalStateException("a row of signing_keys has no JWK", broken);
        }
    }
}
