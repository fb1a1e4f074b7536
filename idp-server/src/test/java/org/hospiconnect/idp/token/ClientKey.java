package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import org.hospiconnect.idp.client.ClientKeys;

/** A key of an application, what it registers of it and what it signs with it. */
public record ClientKey(JWK key, JWSAlgorithm algorithm) {

    public static ClientKey of(String algorithm) {
        try {
            return new ClientKey(
                    switch (algorithm) {
                        case "ES256" -> new ECKeyGenerator(Curve.P_256).generate();
                        case "EdDSA" -> ed25519();
                        default -> new RSAKeyGenerator(2048).generate();
                    },
                    JWSAlgorithm.parse(algorithm));
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public ClientKeys registered() {
        return new ClientKeys(
                Optional.of(new JWKSet(key.toPublicJWK()).toString()), Optional.empty(), Optional.empty());
    }

    public String sign(JWTClaimsSet claims) {
        return sign(new JWSHeader.Builder(algorithm), claims);
    }

    public String sign(JWSHeader.Builder header, JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(header.build(), claims);
            if (key instanceof OctetKeyPair pair) {
                return signed(pair, jwt);
            }
            jwt.sign(new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
            return jwt.serialize();
        } catch (JOSEException | GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** By the JDK: Nimbus would need one more library. */
    private static String signed(OctetKeyPair pair, SignedJWT jwt) throws GeneralSecurityException {
        var spec = new EdECPrivateKeySpec(NamedParameterSpec.ED25519, pair.getDecodedD());
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(spec));
        signature.update(jwt.getSigningInput());
        return new String(jwt.getSigningInput(), US_ASCII) + "." + Base64URL.encode(signature.sign());
    }

    private static OctetKeyPair ed25519() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] publicKey = pair.getPublic().getEncoded();
            byte[] privateKey = pair.getPrivate().getEncoded();
            return new OctetKeyPair.Builder(Curve.Ed25519, lastOf(publicKey))
                    .d(lastOf(privateKey))
                    .build();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Base64URL lastOf(byte[] encoded) {
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }
}
