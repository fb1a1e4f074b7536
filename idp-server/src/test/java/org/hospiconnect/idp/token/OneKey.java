package org.hospiconnect.idp.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.hospiconnect.idp.keys.KeyRing;

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
    public JWK active(JWSAlgorithm algorithm) {
        return key;
    }

    @Override
    public JWKSet published() {
        return new JWKSet(key).toPublicJWKSet();
    }
}
