package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.SignedJWT;
import org.hospiconnect.idp.keys.VerifyingKey;
import org.hospiconnect.idp.value.Bytes;

/**
 * The arithmetic of a signature of ours is done once on each node: that this token, to the last character, bears a right signature
 * of this key stays true. Whether the key still counts, and all that the token says, is looked at each time. Only what we signed is
 * kept, so strangers can't fill it.
 */
final class RememberedSignatures {

    /** Access tokens of ten thousand sessions, four times; 150 bytes each. */
    private static final int MOST = 40_000;

    private final Cache<Bytes, VerifyingKey> right;

    RememberedSignatures() {
        this(MOST);
    }

    RememberedSignatures(int most) {
        this.right = Caffeine.newBuilder().maximumSize(most).build();
    }

    /** @param key one that counts now */
    boolean isRight(SignedJWT token, VerifyingKey key) throws JOSEException {
        Bytes digest = Bytes.of(token.getParsedString().getBytes(US_ASCII)).sha256();
        if (key.equals(right.getIfPresent(digest))) {
            return true;
        }
        if (!token.verify(key.verifier())) {
            return false;
        }
        right.put(digest, key);
        return true;
    }

    long size() {
        right.cleanUp();
        return right.estimatedSize();
    }
}
