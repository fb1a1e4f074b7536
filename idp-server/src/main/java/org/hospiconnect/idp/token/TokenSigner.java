package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.Base64;
import org.hospiconnect.idp.keys.KeyPurpose;
import org.hospiconnect.idp.keys.KeyRing;
import org.hospiconnect.idp.keys.SigningKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Signs what applications receive with the active key of their algorithm. */
@Component
public class TokenSigner {

    /** More than keys sign between two rotations, each for some sorts of tokens. */
    private static final int MOST_HEADERS = 200;

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final JsonMapper JSON = new JsonMapper();

    private final KeyRing keys;
    private final Cache<Headed, JWSHeader> headers =
            Caffeine.newBuilder().maximumSize(MOST_HEADERS).build();

    public TokenSigner(KeyRing keys) {
        this.keys = keys;
    }

    /** Compact JWT; {@code type} is the header {@code typ}, so that one sort of token never passes for another. */
    public String sign(@Nullable JOSEObjectType type, JWSAlgorithm algorithm, JWTClaimsSet claims) {
        return sign(keys.active(KeyPurpose.TOKENS, algorithm), type, claims);
    }

    /** What the DMP's module of a DPI reads; keys of its own, ES256. */
    public String signContext(JOSEObjectType type, JWTClaimsSet claims) {
        return sign(keys.active(KeyPurpose.VIHF_CONTEXT, JWSAlgorithm.ES256), type, claims);
    }

    // the compact form, RFC 7515 §7.1; written by the library it costs more than the signature
    private String sign(SigningKey key, @Nullable JOSEObjectType type, JWTClaimsSet claims) {
        JWSHeader header = headers.get(new Headed(key.kid(), key.algorithm(), type), TokenSigner::header);
        String payload = BASE64URL.encodeToString(JSON.writeValueAsBytes(claims.toJSONObject()));
        String content = header.toBase64URL() + "." + payload;
        try {
            return content + "." + key.signer().sign(header, content.getBytes(US_ASCII));
        } catch (JOSEException broken) {
            throw new IllegalStateException("the active key does not sign", broken);
        }
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
