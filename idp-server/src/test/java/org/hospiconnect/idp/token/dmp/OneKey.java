package org.hospiconnect.idp.token.dmp;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.keys.KeyPurpose;
import org.hospiconnect.idp.keys.KeyRing;
import org.hospiconnect.idp.keys.SigningKey;
import org.hospiconnect.idp.keys.VerifyingKey;

/** A ring of one ES256 key. */
record OneKey(ECKey key) implements KeyRing {

    static OneKey made() {
        try {
            return new OneKey(new ECKeyGenerator(Curve.P_256).keyID("k1").generate());
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public SigningKey active(KeyPurpose purpose, JWSAlgorithm algorithm) {
        try {
            return new SigningKey(key.getKeyID(), algorithm, new ECDSASigner(key));
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public Optional<VerifyingKey> find(KeyPurpose purpose, String kid) {
        try {
            return kid.equals(key.getKeyID())
                    ? Optional.of(new VerifyingKey(JWSAlgorithm.ES256, new ECDSAVerifier(key.toPublicJWK())))
                    : Optional.empty();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public JWKSet published() {
        return new JWKSet(key).toPublicJWKSet();
    }

    @Override
    public Duration publishedFor() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Set<JWSAlgorithm> algorithms() {
        return Set.of(JWSAlgorithm.ES256);
    }

    @Override
    public void prepare(KeyPurpose purpose, JWSAlgorithm algorithm) {}
}
