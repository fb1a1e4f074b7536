package org.hospiconnect.idp.keys;

import com.nimbusds.jose.jwk.JWK;
import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;

/**
 * What is kept of a key.
 *
 * @param publicKey with {@code kid} (RFC 7638 thumbprint), {@code use} and {@code alg}
 * @param wrapped the private half; empty when a PKCS#11 token holds it, or when it was revoked
 * @param inToken the token has it, or had it
 * @param times made, signs from, revoked
 * @param noted the last state that the trail tells of
 */
record SigningKeyRow(
        RingName ring, JWK publicKey, Optional<Bytes> wrapped, boolean inToken, Times times, KeyState noted) {

    /** Was the private half made in a token? Rows of older servers don't say so, but have none wrapped. */
    boolean wasInToken() {
        return inToken || (wrapped.isEmpty() && !isRevoked());
    }

    record Times(Instant madeAt, Instant activeAt, Optional<Instant> revokedAt) {}

    String kid() {
        return publicKey.getKeyID();
    }

    Instant activeAt() {
        return times.activeAt();
    }

    boolean isRevoked() {
        return times.revokedAt().isPresent();
    }

    /** One that was revoked before its time came never took over from anybody. */
    boolean takesOver() {
        return times.revokedAt().filter(at -> !at.isAfter(activeAt())).isEmpty();
    }

    @Override
    public String toString() {
        return "SigningKeyRow[" + kid() + "]";
    }
}
