package org.hospiconnect.idp.token;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** EdDSA with Ed25519 (RFC 8037) by the JDK: Nimbus would need one more library for it. */
final class Ed25519 {

    private static final int KEY_BYTES = 32;

    /** What stands before the key in its X.509 form (RFC 8410 §4). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    static boolean verifies(OctetKeyPair key, SignedJWT jwt) {
        byte[] x = key.getDecodedX();
        if (!Curve.Ed25519.equals(key.getCurve()) || x.length != KEY_BYTES) {
            return false;
        }
        byte[] encoded = ByteBuffer.allocate(PREFIX.length + KEY_BYTES)
                .put(PREFIX)
                .put(x)
                .array();
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            signature.update(jwt.getSigningInput());
            return signature.verify(jwt.getSignature().decode());
        } catch (GeneralSecurityException _) {
            return false; // no such point, or no signature at all
        }
    }
}
