package org.hospiconnect.idp.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.TreeSet;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.stereotype.Component;

/**
 * What an access token says (RFC 9068 §2.2). The audience is the application itself, whose own interfaces the token opens;
 * {@code jti} is the family and a random part, so that a token is known to belong to a family without a row.
 */
@Component
class AccessTokenClaims {

    private static final int RANDOM_BYTES = 12;

    private final AddressSettings address;
    private final TokenSettings settings;
    private final SignInClaims signIn;
    private final Secrets secrets;

    AccessTokenClaims(AddressSettings address, TokenSettings settings, SignInClaims signIn, Secrets secrets) {
        this.address = address;
        this.settings = settings;
        this.signIn = signIn;
        this.secrets = secrets;
    }

    /** @param end of the session: no token outlives it */
    JWTClaimsSet of(Grant grant, Instant now, Instant end) {
        Instant byAge = now.plus(settings.accessToken());
        String client = grant.application().id();
        var claims = new JWTClaimsSet.Builder()
                .issuer(address.issuer().toString())
                .subject(grant.person().id().toString())
                .audience(client)
                .claim("client_id", client)
                .claim("scope", String.join(" ", new TreeSet<>(grant.scopes())))
                .jwtID(grant.family() + "." + secrets.next(RANDOM_BYTES))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(byAge.isBefore(end) ? byAge : end));
        signIn.of(grant).forEach(claims::claim);
        return claims.build();
    }

    static String familyOf(String jti) {
        int dot = jti.indexOf('.');
        return dot < 0 ? jti : jti.substring(0, dot);
    }
}
