package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** One key with the server's own signer and verifier, and no store. */
public record SpeedRing(JWK key, SigningKey signing, VerifyingKey verifying) implements KeyRing {

    public static SpeedRing made(JWSAlgorithm algorithm) throws JOSEException {
        var signers = new Signers(new NativeCrypto());
        JWK key = signers.generate(algorithm);
        return new SpeedRing(
                key,
                new SigningKey(key.getKeyID(), algorithm, signers.signer(algorithm, key)),
                new VerifyingKey(algorithm, signers.verifier(key.toPublicJWK())));
    }

    @Override
    public SigningKey active(KeyPurpose purpose, JWSAlgorithm algorithm) {
        return signing;
    }

    @Override
    public Optional<VerifyingKey> find(KeyPurpose purpose, String kid) {
        return Optional.of(verifying);
    }

    @Override
    public JWKSet published() {
        return new JWKSet(key).toPublicJWKSet();
    }

    @Override
    public Duration publishedFor() {
        return KeySettings.PUBLISHED_FOR;
    }

    @Override
    public Set<JWSAlgorithm> algorithms() {
        return Set.of(signing.algorithm());
    }

    @Override
    public void prepare(KeyPurpose purpose, JWSAlgorithm algorithm) {}
}
