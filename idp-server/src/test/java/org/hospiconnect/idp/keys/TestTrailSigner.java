package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import java.time.Clock;
import java.time.Instant;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.audit.TrailSigner;
import org.hospiconnect.idp.value.AgreedTime;
import org.hospiconnect.idp.value.DataSettings;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The ring of the trail on a database of the test JVM, as every server on it has it. */
public record TestTrailSigner(TrailSigner signer, KeyRotations rotations, KeyRing ring, TestOldKeys old) {

    /** Housekeeping of keys. */
    public interface TestOldKeys {

        int removeOverBefore(Instant before, int most);
    }

    public static TestTrailSigner on(
            JdbcClient jdbc, PlatformTransactionManager transactions, AuditTrail trail, Clock clock) {
        var settings = KeyNode.settings();
        var token = new Pkcs11Token(settings);
        var signers = new Signers(new NativeCrypto());
        var wrapping = new KeyEncryptionKey(settings, new DataSettings(TestStores.FOLDER), token, new Secrets());
        var keys = new PrivateKeys(wrapping, token, signers);
        var rows = new SigningKeyRows(
                jdbc,
                () -> KeyNode.LIFE,
                new KeyProofs(new DeploymentSecrets(jdbc, wrapping, new Secrets()), keys),
                clock);
        var time = new AgreedTime(clock::instant, clock);
        var rotations = new KeyRotations(rows, keys, settings, trail, time, transactions);
        var ring = new PostgresKeyRing(rows, rotations, keys, signers, settings, clock);
        return new TestTrailSigner(
                new RingTrailSigner(ring, rows, signers),
                rotations,
                ring,
                new OldKeys(rows, keys, () -> KeyNode.LIFE)::removeOverBefore);
    }

    /** As every server does every few minutes. */
    public void lookedAfter() {
        rotations.keep();
    }

    /** The same text by the key of another ring, under the type of the trail. */
    public String signedAsToken(String content) {
        var key = ring.active(KeyPurpose.TOKENS, JWSAlgorithm.ES256);
        var jws = new JWSObject(
                new JWSHeader.Builder(key.algorithm())
                        .type(new JOSEObjectType("trail-checkpoint"))
                        .keyID(key.kid())
                        .build(),
                new Payload(content));
        try {
            jws.sign(key.signer());
        } catch (JOSEException broken) {
            throw new AssertionError(broken);
        }
        return jws.serialize();
    }
}
