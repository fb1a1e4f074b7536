package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keys in PostgreSQL, private halves wrapped; read at start, the first one made then. */
@Component
class PostgresKeyRing implements KeyRing {

    private final JdbcClient jdbc;
    private final KeyEncryptionKey keyEncryption;
    private final AuditTrail trail;
    private final Clock clock;
    private final List<Kept> keys;

    PostgresKeyRing(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            KeyEncryptionKey keyEncryption,
            AuditTrail trail,
            Clock clock) {
        this.jdbc = jdbc;
        this.keyEncryption = keyEncryption;
        this.trail = trail;
        this.clock = clock;
        transaction.executeWithoutResult(_ -> makeFirst());
        this.keys = read();
    }

    @Override
    public JWK active(JWSAlgorithm algorithm) {
        return keys.stream()
                .filter(kept -> kept.state().equals("ACTIVE"))
                .map(Kept::key)
                .filter(key -> algorithm.equals(key.getAlgorithm()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no active key for " + algorithm));
    }

    @Override
    public JWKSet published() {
        return new JWKSet(keys.stream()
                .filter(kept -> !kept.state().equals("REVOKED"))
                .map(kept -> kept.key().toPublicJWK())
                .toList());
    }

    // Two servers that start on an empty database at once: the lock lets one of them make the key.
    private void makeFirst() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('signing_keys'))")
                .query()
                .singleRow();
        boolean there = jdbc.sql(
                        "select exists (select 1 from signing_keys where purpose = 'TOKENS' and algorithm = 'ES256' and state = 'ACTIVE')")
                .query(Boolean.class)
                .single();
        if (!there) {
            add(make());
        }
    }

    private static JWK make() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("cannot make a P-256 key", impossible);
        }
    }

    private void add(JWK key) {
        Bytes secret = Bytes.of(key.toJSONString().getBytes(StandardCharsets.UTF_8));
        jdbc.sql("""
                insert into signing_keys (kid, purpose, algorithm, state, public_jwk, wrapped, made_at)
                values (:kid, 'TOKENS', :algorithm, 'ACTIVE', :public::jsonb, :wrapped, :at)
                """)
                .param("kid", key.getKeyID())
                .param("algorithm", key.getAlgorithm().getName())
                .param("public", key.toPublicJWK().toJSONString())
                .param("wrapped", keyEncryption.wrap(secret, key.getKeyID()).toArray())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        trail.record(AuditEntry.done(Act.KEY_MADE)
                .actor("server")
                .detail("kid", key.getKeyID())
                .detail("algorithm", key.getAlgorithm()));
    }

    private List<Kept> read() {
        return jdbc.sql("select kid, state, wrapped from signing_keys where purpose = 'TOKENS' order by made_at")
                .query((row, _) -> new Kept(
                        unwrap(row.getString("kid"), Bytes.of(row.getBytes("wrapped"))), row.getString("state")))
                .list();
    }

    private JWK unwrap(String kid, Bytes wrapped) {
        try {
            byte[] text = keyEncryption.unwrap(wrapped, kid).toArray();
            return JWK.parse(new String(text, StandardCharsets.UTF_8));
        } catch (ParseException broken) {
            throw new IllegalStateException("signing key " + kid + " is not a JWK", broken);
        }
    }

    private record Kept(JWK key, String state) {

        @Override
        public String toString() {
            return "Kept[" + key.getKeyID() + " " + state + "]";
        }
    }
}
