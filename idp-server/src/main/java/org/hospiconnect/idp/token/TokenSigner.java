package org.hospiconnect.idp.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.hospiconnect.idp.keys.KeyRing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signs what applications receive with the active key of their algorithm. */
@Component
class TokenSigner {

    private final KeyRing keys;

    TokenSigner(KeyRing keys) {
        this.keys = keys;
    }

    /** @param type header {@code typ}, so that one sort of token never passes for another */
    String sign(@Nullable JOSEObjectType type, JWSAlgorithm algorithm, JWTClaimsSet claims) {
        JWK key = keys.active(algorithm);
        var header = new JWSHeader.Builder(algorithm)
                .type(type)
                .keyID(key.getKeyID())
                .build();
        var jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
        } catch (JOSEException broken) {
            throw new IllegalStateException("the active key does not sign", broken);
        }
        return jwt.serialize();
    }
}
