package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.audit.TrailSigner;
import org.hospiconnect.idp.value.AgreedTime;
import org.hospiconnect.idp.value.DataSettings;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.value.SharedTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one server has of the rings. */
record KeyNode(
        PostgresKeyRing ring,
        TrailSigner signer,
        KeyRotations rotations,
        KeyRegister register,
        OldKeys old,
        List<AuditEntry> trail) {

    static final Duration LIFE = Duration.ofHours(4);

    static KeySettings settings() {
        return settings(Optional.empty(), Optional.empty());
    }

    static KeySettings settings(Optional<String> keyEncryptionKey, Optional<KeySettings.Pkcs11> pkcs11) {
        return new KeySettings(
                keyEncryptionKey,
                null,
                KeySettings.ROTATE_EVERY,
                KeySettings.PUBLISHED_FOR,
                pkcs11.orElse(null),
                Map.of());
    }

    static KeyNode on(FreshDatabase database, Clock clock) {
        return on(database, clock, settings());
    }

    static KeyNode on(FreshDatabase database, Clock clock, KeySettings settings) {
        return on(database, database.jdbc(), clock, settings);
    }

    /** @param jdbc by which it reads and writes */
    static KeyNode on(FreshDatabase database, JdbcClient jdbc, Clock clock, KeySettings settings) {
        return on(database, jdbc, new Clocks(clock, clock::instant), settings);
    }

    /** This server's and PostgreSQL's. */
    record Clocks(Clock own, SharedTime postgres) {}

    static KeyNode on(FreshDatabase database, JdbcClient jdbc, Clocks clocks, KeySettings settings) {
        var clock = clocks.own();
        var trail = new Kept(new CopyOnWriteArrayList<>());
        var token = new Pkcs11Token(settings);
        var wrapping = new KeyEncryptionKey(settings, new DataSettings(folder()), token, new Secrets());
        var signers = new Signers(new NativeCrypto());
        var keys = new PrivateKeys(wrapping, token, signers);
        var rows = new SigningKeyRows(
                jdbc, () -> LIFE, new KeyProofs(new DeploymentSecrets(jdbc, wrapping, new Secrets()), keys), clock);
        var rotations = new KeyRotations(
                rows, keys, settings, trail, new AgreedTime(clocks.postgres(), clock), database.transactions());
        var ring = new PostgresKeyRing(rows, rotations, keys, signers, settings, clock);
        return new KeyNode(
                ring,
                new RingTrailSigner(ring, rows, signers),
                rotations,
                new KeyRegister(rows, keys, token, clock),
                new OldKeys(rows, keys, () -> LIFE),
                trail.entries());
    }

    static Path folder() {
        return TestStores.FOLDER;
    }

    /** A token of this node, now. */
    SignedJWT sign(JWSAlgorithm algorithm) {
        SigningKey key = ring.active(KeyPurpose.TOKENS, algorithm);
        var header = new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(key.kid())
                .build();
        try {
            var jwt = new SignedJWT(
                    header, new JWTClaimsSet.Builder().subject("camille").build());
            jwt.sign(key.signer());
            return SignedJWT.parse(jwt.serialize());
        } catch (JOSEException | java.text.ParseException broken) {
            throw new AssertionError(broken);
        }
    }

    /** Does this node take it? */
    boolean takes(SignedJWT token) {
        return ring.find(KeyPurpose.TOKENS, token.getHeader().getKeyID())
                .filter(key -> key.algorithm().equals(token.getHeader().getAlgorithm()))
                .filter(key -> verifies(token, key))
                .isPresent();
    }

    private static boolean verifies(SignedJWT token, VerifyingKey key) {
        try {
            return SignedJWT.parse(token.serialize()).verify(key.verifier());
        } catch (JOSEException | java.text.ParseException broken) {
            throw new AssertionError(broken);
        }
    }

    String active() {
        return ring.active(KeyPurpose.TOKENS, JWSAlgorithm.ES256).kid();
    }

    List<String> published() {
        return ring.published().getKeys().stream()
                .map(com.nimbusds.jose.jwk.JWK::getKeyID)
                .toList();
    }

    /** The states of the keys of tokens, ES256, in the order of their turns. */
    List<KeyState> states() {
        return register.all().stream()
                .filter(key -> key.purpose().equals("TOKENS") && key.algorithm().equals("ES256"))
                .sorted(java.util.Comparator.comparing(key -> key.dates().active()))
                .map(KeyRegister.Entry::state)
                .toList();
    }

    /** Acts on the keys of tokens, ES256, with whose they are. */
    List<String> acts(String kid) {
        return trail.stream()
                .filter(entry -> kid.equals(entry.details().get("kid")))
                .map(entry -> entry.act() + " " + entry.actor())
                .toList();
    }

    private record Kept(List<AuditEntry> entries) implements AuditTrail {

        @Override
        public void record(AuditEntry entry) {
            entries.add(entry);
        }

        @Override
        public void count(Act act, Enum<?> reason, String source, @Nullable String reference) {
            throw new AssertionError("no stranger comes here");
        }
    }
}
