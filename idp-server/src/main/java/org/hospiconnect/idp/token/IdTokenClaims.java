package org.hospiconnect.idp.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.hospiconnect.idp.client.Subjects;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.stereotype.Component;

/** What an ID token says (OpenID Connect Core §2), from session, person and application. */
@Component
class IdTokenClaims {

    private final AddressSettings address;
    private final TokenSettings settings;
    private final SignInClaims signIn;
    private final Subjects subjects;

    IdTokenClaims(AddressSettings address, TokenSettings settings, SignInClaims signIn, Subjects subjects) {
        this.subjects = subjects;
        this.address = address;
        this.settings = settings;
        this.signIn = signIn;
    }

    /** @param nonce of the authorization request; none in a refreshed ID token (OpenID Connect Core §12.2) */
    JWTClaimsSet of(Grant grant, Optional<String> nonce, Instant now) {
        String client = grant.application().id();
        var claims = new JWTClaimsSet.Builder()
                .issuer(address.issuer().toString())
                .subject(subjects.of(grant.person().id().toString(), grant.application()))
                .audience(client)
                .claim("azp", client)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(settings.idToken())));
        nonce.ifPresent(value -> claims.claim("nonce", value));
        signIn.of(grant).forEach(claims::claim);
        PersonClaim.of(grant, grant.terms().idTokenClaims()).forEach(claims::claim);
        return claims.build();
    }
}
