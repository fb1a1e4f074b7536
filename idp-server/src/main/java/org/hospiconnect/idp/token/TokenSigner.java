package org.hospiconnect.idp.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.hospiconnect.idp.keys.KeyPurpose;
import org.hospiconnect.idp.keys.KeyRing;
import org.hospiconnect.idp.keys.SigningKey;
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
        return sign(keys.active(KeyPurpose.TOKENS, algorithm), type, claims);
    }

    /** What the DMP's module of a DPI reads; keys of its own, ES256. */
    String signContext(JOSEObjectType type, JWTClaimsSet claims) {
        return sign(keys.active(KeyPurpose.VIHF_CONTEXT, JWSAlgorithm.ES256), type, claims);
    }

    private static String sign(SigningKey key, @Nullable JOSEObjectType type, JWTClaimsSet claims) {
        var header = new JWSHeader.Builder(key.algorithm())
                .type(type)
                .keyID(key.kid())
                .build();
        var jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(key.signer());
        } catch (JOSEException broken) {
            throw new IllegalStateException("the active key does not sign", broken);
        }
        return jwt.serialize();
    }
}
