package org.hospiconnect.idp.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hospiconnect.idp.client.Subjects;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.stereotype.Component;

/**
 * What an access token says (RFC 9068 §2.2). The audience is the application itself, whose own interfaces the token opens;
 * {@code jti} is the family and a random part, so that a token is known to belong to a family without a row.
 */
@Component
public class AccessTokenClaims {

    /** What was asked for userinfo one by one: access tokens have no row to keep it in. */
    static final String USERINFO_CLAIMS = "userinfo_claims";

    private static final int RANDOM_BYTES = 12;

    private final AddressSettings address;
    private final TokenSettings settings;
    private final SignInClaims signIn;
    private final Subjects subjects;
    private final Secrets secrets;

    AccessTokenClaims(
            AddressSettings address, TokenSettings settings, SignInClaims signIn, Secrets secrets, Subjects subjects) {
        this.subjects = subjects;
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
                .subject(subjects.of(grant.person().id().toString(), grant.application()))
                .audience(audience(grant))
                .claim("client_id", client)
                .claim("scope", String.join(" ", new TreeSet<>(grant.scopes())))
                .jwtID(grant.family() + "." + secrets.next(RANDOM_BYTES))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(byAge.isBefore(end) ? byAge : end));
        signIn.of(grant).forEach(claims::claim);
        if (!grant.terms().userInfoClaims().isEmpty()) {
            claims.claim(
                    USERINFO_CLAIMS,
                    new TreeSet<>(grant.terms().userInfoClaims()).stream().toList());
        }
        grant.terms().confirmation().ifPresent(key -> claims.claim("cnf", Map.of(key.method(), key.thumbprint())));
        return claims.build();
    }

    private static List<String> audience(Grant grant) {
        Set<String> resources = grant.terms().resources();
        return resources.isEmpty()
                ? List.of(grant.application().id())
                : new TreeSet<>(resources).stream().toList();
    }

    public static String familyOf(String jti) {
        int dot = jti.indexOf('.');
        return dot < 0 ? jti : jti.substring(0, dot);
    }
}
