package org.hospiconnect.idp.token.clientauthentication;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.token.ClientJwts;
import org.hospiconnect.idp.token.StrictJwt;
import org.hospiconnect.idp.token.TokenRefusal;
import org.hospiconnect.idp.token.possession.ReplayMarks;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.stereotype.Component;

/** {@code private_key_jwt} (OpenID Connect Core §9, RFC 7523 §3): signed by the client for us, for now, once. */
@Component
public class ClientAssertions implements ClientProving {

    public static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    static final int LONGEST = 8192;

    private static final ClientJwts.Kind KIND =
            new ClientJwts.Kind(Set.of("", "jwt", "client-authentication+jwt"), LONGEST);

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

    /** FAPI 2.0 §5.3.2.1: 10 s in the future are taken, more than 60 s are not. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final int LONGEST_ID = 256;

    private final ClientJwts jwts;
    private final ReplayMarks marks;
    private final String issuer;
    private final Set<String> addresses;
    private final Clock clock;

    ClientAssertions(ClientJwts jwts, ReplayMarks marks, AddressSettings address, Clock clock) {
        this.jwts = jwts;
        this.marks = marks;
        this.issuer = address.issuer().toString();
        // RFC 9126 §2: also where requests are pushed
        this.addresses = Set.of(issuer, address.page("/oauth2/token"), address.page("/oauth2/par"));
        this.clock = clock;
    }

    /** Whose assertion it says it is; nothing is verified yet. */
    static Optional<String> subject(String assertion) {
        return StrictJwt.parse(assertion, LONGEST)
                .map(SignedJWT::getPayload)
                .flatMap(payload -> payload.toJSONObject().get("sub") instanceof String subject
                        ? Optional.of(subject)
                        : Optional.empty());
    }

    @Override
    public String method() {
        return "private_key_jwt";
    }

    @Override
    public ClientProof.Way way() {
        return ClientProof.Way.ASSERTION;
    }

    @Override
    public Optional<TokenRefusal> refusal(RelyingApplication client, ClientProof proof) {
        return jwts.verified(client, proof.credential(), KIND)
                .map(assertion -> refusal(client, assertion))
                .orElse(Optional.of(TokenRefusal.ASSERTION_UNVERIFIED));
    }

    private Optional<TokenRefusal> refusal(RelyingApplication client, SignedJWT assertion) {
        try {
            JWTClaimsSet claims = assertion.getJWTClaimsSet();
            if (!client.id().equals(claims.getIssuer()) || !client.id().equals(claims.getSubject())) {
                return Optional.of(TokenRefusal.ASSERTION_OF_ANOTHER);
            }
            if (!isForUs(client, assertion.getPayload().toJSONObject().get("aud"))) {
                return Optional.of(TokenRefusal.ASSERTION_AUDIENCE);
            }
            if (!isTimely(claims)) {
                return Optional.of(TokenRefusal.ASSERTION_TIME);
            }
            return isFirst(client, claims) ? Optional.empty() : Optional.of(TokenRefusal.ASSERTION_REPLAYED);
        } catch (ParseException _) {
            return Optional.of(TokenRefusal.ASSERTION_UNVERIFIED);
        }
    }

    /** FAPI 2.0 §5.3.2.1: the issuer as one string; for others also our endpoints, and nobody else beside us. */
    private boolean isForUs(RelyingApplication client, @org.jspecify.annotations.Nullable Object audience) {
        if (client.profile() == RelyingApplication.Profile.FAPI2) {
            return issuer.equals(audience);
        }
        return audience instanceof List<?> several
                ? !several.isEmpty() && addresses.containsAll(several)
                : audience instanceof String one && addresses.contains(one);
    }

    private boolean isTimely(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date end = claims.getExpirationTime();
        return end != null
                && now.isBefore(end.toInstant())
                && !end.toInstant().isAfter(now.plus(LONGEST_LIFE))
                && hasBegun(claims.getNotBeforeTime(), now)
                && hasBegun(claims.getIssueTime(), now);
    }

    private static boolean hasBegun(@org.jspecify.annotations.Nullable Date at, Instant now) {
        return at == null || !at.toInstant().isAfter(now.plus(SKEW));
    }

    private boolean isFirst(RelyingApplication client, JWTClaimsSet claims) {
        String id = claims.getJWTID();
        if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
            return false;
        }
        return marks.claim("assertion", client.id() + " " + id, LONGEST_LIFE);
    }
}
