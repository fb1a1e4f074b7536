package org.hospiconnect.idp.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.stereotype.Component;

/** Makes the access token and the ID token of a grant. */
@Component
public class Tokens {

    /** RFC 9068 §2.1. */
    public static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    public static final JOSEObjectType ID_TOKEN = JOSEObjectType.JWT;

    private final AccessTokenClaims accessTokens;
    private final IdTokenClaims idTokens;
    private final TokenSigner signer;
    private final Clock clock;

    Tokens(AccessTokenClaims accessTokens, IdTokenClaims idTokens, TokenSigner signer, Clock clock) {
        this.accessTokens = accessTokens;
        this.idTokens = idTokens;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * An access token and the ID token beside it.
     *
     * @param jti of the access token
     */
    public record Made(OAuth2AccessToken access, String jti, String idToken) {

        @Override
        public String toString() {
            return "Made[" + jti + "]";
        }
    }

    public Made make(Grant grant, Optional<String> nonce) {
        Instant now = clock.instant();
        var algorithm = JWSAlgorithm.parse(grant.application().tokenAlgorithm());
        JWTClaimsSet claims = accessTokens.of(grant, now, endOf(grant));
        var access = new OAuth2AccessToken(
                grant.terms().tokenType(),
                signer.sign(ACCESS_TOKEN, algorithm, claims),
                claims.getIssueTime().toInstant(),
                claims.getExpirationTime().toInstant(),
                grant.scopes());
        String idToken = signer.sign(ID_TOKEN, algorithm, idTokens.of(grant, nonce, now));
        return new Made(access, claims.getJWTID(), idToken);
    }

    /** No token outlives the session, nor a touch behind it. */
    static Instant endOf(Grant grant) {
        return grant.standing().endsAt();
    }
}
