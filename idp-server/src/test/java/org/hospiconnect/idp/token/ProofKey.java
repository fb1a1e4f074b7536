package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hospiconnect.idp.value.Bytes;
import org.jspecify.annotations.Nullable;

/** A client's DPoP key and the proofs that it makes (RFC 9449 §4.2). */
public record ProofKey(ClientKey key) {

    public static ProofKey fresh() {
        return new ProofKey(ClientKey.of("ES256"));
    }

    public String thumbprint() {
        try {
            return key.key().computeThumbprint().toString();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public JWSHeader.Builder header() {
        return new JWSHeader.Builder(key.algorithm())
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.key().toPublicJWK());
    }

    /** What a right proof says. */
    public static JWTClaimsSet.Builder claims(String method, String address, @Nullable String nonce) {
        return new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", address)
                .claim("nonce", nonce)
                .issueTime(Date.from(Instant.now()));
    }

    public String proof(String method, String address, String nonce) {
        return key.sign(header(), claims(method, address, nonce).build());
    }

    public String proof(
            String method, String address, @Nullable String nonce, UnaryOperator<JWTClaimsSet.Builder> change) {
        return key.sign(header(), change.apply(claims(method, address, nonce)).build());
    }

    /** For an access token that goes with it. */
    public static String hash(String token) {
        return Bytes.of(token.getBytes(UTF_8)).sha256().toBase64Url();
    }
}
