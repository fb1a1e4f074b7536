package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 keys between their forms: JWK (RFC 8037) and what Java reads (RFC 8410). */
final class Ed25519Keys {

    private static final String NAME = "Ed25519";

    /** What stands before the 32 bytes of a public key. */
    private static final byte[] PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");

    /** What stands before the 32 bytes of a private key. */
    private static final byte[] PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Ed25519Keys() {}

    static OctetKeyPair generate() throws JOSEException {
        try {
            var pair = KeyPairGenerator.getInstance(NAME).generateKeyPair();
            return new OctetKeyPair.Builder(Curve.Ed25519, rest(pair.getPublic().getEncoded(), PUBLIC.length))
                    .d(rest(pair.getPrivate().getEncoded(), PRIVATE.length))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.EdDSA)
                    .keyIDFromThumbprint()
                    .build();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has Ed25519", missing);
        }
    }

    static PublicKey publicKey(OctetKeyPair key) {
        try {
            return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(join(PUBLIC, key.getX())));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("not a point of Ed25519: " + key.getKeyID(), broken);
        }
    }

    static PrivateKey privateKey(OctetKeyPair key) {
        try {
            return KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(join(PRIVATE, key.getD())));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("not a key of Ed25519: " + key.getKeyID(), broken);
        }
    }

    private static byte[] join(byte[] prefix, Base64URL key) {
        byte[] rest = key.decode();
        return ByteBuffer.allocate(prefix.length + rest.length)
                .put(prefix)
                .put(rest)
                .array();
    }

    private static Base64URL rest(byte[] encoded, int from) {
        return Base64URL.encode(Arrays.copyOfRange(encoded, from, encoded.length));
    }
}
