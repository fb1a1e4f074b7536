package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.stereotype.Component;

/**
 * That a public key of the trail is ours: an HMAC over its kid, the thumbprint of the key (RFC 7638), under a secret that only the
 * key-encryption key opens. Private halves prove themselves by being opened; of a key that signs no more, nothing else is left.
 */
@Component
class TrailKeyProofs {

    private final Bytes secret;

    /** Reads the secret at once: made in a transaction that fails, it would be another one later. */
    TrailKeyProofs(DeploymentSecrets secrets) {
        this.secret = secrets.of("trail-keys");
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

    boolean isOurs(JWK key, Bytes proof) {
        try {
            return key.computeThumbprint().toString().equals(key.getKeyID())
                    && of(key.getKeyID()).equals(proof);
        } catch (JOSEException _) { // no key of a kind that has a thumbprint
            return false;
        }
    }
}
