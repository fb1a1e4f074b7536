package org.hospiconnect.idp.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.stereotype.Component;

/** Access tokens of applications that act for themselves (RFC 9068 §2.2, {@code sub} is the {@code client_id}): no person, no {@code sid}. */
@Component
class MachineTokens {

    private static final int ID_BYTES = 16;

    private final AddressSettings address;
    private final TokenSettings settings;
    private final TokenSigner signer;
    private final Secrets secrets;
    private final Clock clock;

    MachineTokens(AddressSettings address, TokenSettings settings, TokenSigner signer, Secrets secrets, Clock clock) {
        this.address = address;
        this.settings = settings;
        this.signer = signer;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** @param jti of the token */
    record Made(OAuth2AccessToken token, String jti) {

        @Override
        public String toString() {
            return "Made[" + jti + "]";
        }
    }

    Made make(RelyingApplication application, Set<String> scopes, Terms terms) {
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        Instant end = now.plus(settings.accessToken());
        String jti = secrets.next(ID_BYTES).toBase64Url();
        var claims = new JWTClaimsSet.Builder()
                .issuer(address.issuer().toString())
                .subject(application.id())
                .audience(
                        terms.resources().isEmpty()
                                ? List.of(application.id())
                                : List.copyOf(new TreeSet<>(terms.resources())))
                .claim("client_id", application.id())
                .jwtID(jti)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(end));
        if (!scopes.isEmpty()) {
            claims.claim("scope", String.join(" ", new TreeSet<>(scopes)));
        }
        terms.confirmation().ifPresent(key -> claims.claim("cnf", Map.of(key.method(), key.thumbprint())));
        String text =
                signer.sign(Tokens.ACCESS_TOKEN, JWSAlgorithm.parse(application.tokenAlgorithm()), claims.build());
        return new Made(new OAuth2AccessToken(terms.tokenType(), text, now, end, scopes), jti);
    }
}
