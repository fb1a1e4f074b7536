package org.hospiconnect.idp.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import org.hospiconnect.idp.keys.KeyPurpose;
import org.hospiconnect.idp.keys.KeyRing;
import org.hospiconnect.idp.keys.SigningKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signs what applications receive with the active key of their algorithm. */
@Component
class TokenSigner {

    /** More than keys sign between two rotations, each for some sorts of tokens. */
    private static final int MOST_HEADERS = 200;

    private final KeyRing keys;
    private final Cache<Headed, JWSHeader> headers =
            Caffeine.newBuilder().maximumSize(MOST_HEADERS).build();

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

    private String sign(SigningKey key, @Nullable JOSEObjectType type, JWTClaimsSet claims) {
        var jwt = new SignedJWT(headers.get(new Headed(key.kid(), key.algorithm(), type), TokenSigner::header), claims);
        try {
            jwt.sign(key.signer());
        } catch (JOSEException broken) {
            throw new IllegalStateException("the active key does not sign", broken);
        }
        return jwt.serialize();
    }

    /** Read from its own text, which it keeps: that of each token is the same, and is not written again. */
    private static JWSHeader header(Headed of) {
        var header = new JWSHeader.Builder(of.algorithm())
                .type(of.type())
                .keyID(of.kid())
                .build();
        try {
            return JWSHeader.parse(header.toBase64URL());
        } catch (ParseException impossible) {
            throw new IllegalStateException("a header of ours can't be read", impossible);
        }
    }

    private record Headed(
            String kid, JWSAlgorithm algorithm, @Nullable JOSEObjectType type) {}
}
