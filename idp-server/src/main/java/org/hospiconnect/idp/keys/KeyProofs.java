package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JOSEException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hospiconnect.idp.value.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * That a public key is ours: an HMAC over its kid, the thumbprint of the key (RFC 7638), under a secret that only the key-encryption key
 * opens. Whoever owns the database only can't add a key that verifies anything.
 */
@Component
class KeyProofs {

    private static final Logger LOG = LoggerFactory.getLogger(KeyProofs.class);
    private static final int MOST = 1000;

    private final Bytes secret;
    private final PrivateKeys keys;
    private final Set<String> proved = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /** Reads the secret at once: made in a transaction that fails, it would be another one later. */
    KeyProofs(DeploymentSecrets secrets, PrivateKeys keys) {
        this.secret = secrets.of("key-proofs");
        this.keys = keys;
    }

    Bytes of(String kid) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.toArray(), "HmacSHA256"));
            return Bytes.of(mac.doFinal(kid.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", missing);
        }
    }

    /** A revoked one verifies nothing, whosever it is. */
    boolean isOurs(SigningKeyRow row, Bytes proof) {
        boolean ours = row.isRevoked() || (isNamedByItself(row) && isProved(row, proof));
        if (!ours && refused.size() < MOST && refused.add(row.kid())) {
            LOG.atError()
                    .addKeyValue("kid", row.kid())
                    .log("a signing key of the database is not ours: it is not read");
        }
        return ours;
    }

    private boolean isProved(SigningKeyRow row, Bytes proof) {
        boolean known = proved.contains(row.kid()) || of(row.kid()).equals(proof) || keys.holds(row);
        if (known && proved.size() < MOST) {
            proved.add(row.kid());
        }
        return known;
    }

    private static boolean isNamedByItself(SigningKeyRow row) {
        try {
            return row.publicKey().computeThumbprint().toString().equals(row.kid());
        } catch (JOSEException _) { // no key of a kind that has a thumbprint
            return false;
        }
    }
}
