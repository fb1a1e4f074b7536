package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jca.JCAAware;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A key's signer and its verifier: made once for a key, by the native provider's own form of it (D7). */
@Component
class Signers {

    static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.EdDSA);

    private static final int RSA_BITS = 2048;

    private final NativeCrypto crypto;

    Signers(NativeCrypto crypto) {
        this.crypto = crypto;
    }

    /** With its private half, {@code use}, {@code alg} and the thumbprint as {@code kid}. */
    JWK generate(JWSAlgorithm algorithm) throws JOSEException {
        if (JWSAlgorithm.EdDSA.equals(algorithm)) {
            return Ed25519Keys.generate();
        }
        JWKGenerator<?> generator =
                JWSAlgorithm.ES256.equals(algorithm) ? new ECKeyGenerator(Curve.P_256) : new RSAKeyGenerator(RSA_BITS);
        return generator
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(algorithm)
                .keyIDFromThumbprint(true)
                .generate();
    }

    JWSSigner signer(JWSAlgorithm algorithm, JWK key) {
        try {
            PrivateKey secret = switch (key) {
                case OctetKeyPair pair -> Ed25519Keys.privateKey(pair);
                default -> crypto.own(((com.nimbusds.jose.jwk.AsymmetricJWK) key).toPrivateKey());
            };
            return with(crypto.provider().orElse(null), signerOf(algorithm, secret));
        } catch (JOSEException broken) {
            throw new IllegalStateException("key " + key.getKeyID() + " does not sign " + algorithm, broken);
        }
    }

    /** With a key that only {@code provider} can use. */
    JWSSigner signer(JWSAlgorithm algorithm, PrivateKey key, Provider provider) {
        try {
            return with(provider, signerOf(algorithm, key));
        } catch (JOSEException broken) {
            throw new IllegalStateException("a key of the token does not sign " + algorithm, broken);
        }
    }

    JWSVerifier verifier(JWK key) {
        try {
            return with(
                    crypto.provider().orElse(null),
                    switch (key) {
                        case OctetKeyPair pair -> new EdDsa.Verifier(Ed25519Keys.publicKey(pair), new JCAContext());
                        case com.nimbusds.jose.jwk.ECKey curve ->
                            new ECDSAVerifier((ECPublicKey) crypto.own(curve.toECPublicKey()));
                        default ->
                            new RSASSAVerifier(
                                    (RSAPublicKey) crypto.own(key.toRSAKey().toRSAPublicKey()));
                    });
        } catch (JOSEException broken) {
            throw new IllegalStateException("key " + key.getKeyID() + " does not verify", broken);
        }
    }

    private static JWSSigner signerOf(JWSAlgorithm algorithm, PrivateKey key) throws JOSEException {
        if (JWSAlgorithm.EdDSA.equals(algorithm)) {
            return new EdDsa.Signer(key, new JCAContext());
        }
        return JWSAlgorithm.ES256.equals(algorithm) ? new ECDSASigner(key, Curve.P_256) : new RSASSASigner(key);
    }

    private static <T extends JCAAware<JCAContext>> T with(
            @org.jspecify.annotations.Nullable Provider provider, T made) {
        made.getJCAContext().setProvider(provider);
        return made;
    }
}
