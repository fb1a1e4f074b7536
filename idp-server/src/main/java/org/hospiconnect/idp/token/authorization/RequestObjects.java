package org.hospiconnect.idp.token.authorization;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.token.ClientJwts;
import org.hospiconnect.idp.token.OwnJwts;
import org.hospiconnect.idp.value.AddressSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads authorization requests that an application signed (RFC 9101). What counts is in the object alone: parameters beside it
 * are not read (§6.3).
 */
@Component
class RequestObjects {

    static final int LONGEST = 16 * 1024;

    /** §10.8: other types are other things; one without type is what OpenID Connect Core §6 knew. */
    private static final Set<String> TYPES = Set.of("oauth-authz-req+jwt", "jwt", "");

    private static final Set<String> ENVELOPE = Set.of("iss", "aud", "exp", "nbf", "iat", "jti");
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(60);
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final ClientJwts jwts;
    private final AddressSettings address;
    private final JsonMapper json;
    private final Clock clock;

    RequestObjects(ClientJwts jwts, AddressSettings address, JsonMapper json, Clock clock) {
        this.jwts = jwts;
        this.address = address;
        this.json = json;
        this.clock = clock;
    }

    /** The parameters inside; empty for anything that is not this client's own request for this provider, now. */
    Optional<RequestParameters> read(RelyingApplication client, String object) {
        return jwts.read(client, object, new ClientJwts.Kind(TYPES, LONGEST))
                .filter(claims -> isMeant(claims, client))
                .flatMap(this::parameters);
    }

    private boolean isMeant(JWTClaimsSet claims, RelyingApplication client) {
        boolean own = client.id().equals(claims.getIssuer())
                && Optional.of(client.id()).equals(OwnJwts.text(claims, "client_id"))
                // §10.8: what says sub is a client assertion
                && claims.getSubject() == null;
        boolean here = claims.getAudience().contains(address.issuer().toString());
        boolean nested = claims.getClaim("request") != null || claims.getClaim("request_uri") != null;
        return own && here && !nested && isTimely(claims, client);
    }

    private boolean isTimely(JWTClaimsSet claims, RelyingApplication client) {
        Instant now = clock.instant();
        boolean strict = client.profile() == RelyingApplication.Profile.FAPI2;
        // one without an end is good for as long as one with an end may be
        boolean fresh = within(claims.getIssueTime(), now.minus(LONGEST_LIFE), now.plus(SKEW), false);
        boolean end = within(claims.getExpirationTime(), now.minus(SKEW), now.plus(LONGEST_LIFE), !strict && fresh);
        boolean start = within(claims.getNotBeforeTime(), now.minus(LONGEST_LIFE), now.plus(SKEW), !strict);
        return end && start;
    }

    private static boolean within(@Nullable Date at, Instant from, Instant to, boolean mayMiss) {
        return at == null
                ? mayMiss
                : !at.toInstant().isBefore(from) && !at.toInstant().isAfter(to);
    }

    private Optional<RequestParameters> parameters(JWTClaimsSet claims) {
        var values = new HashMap<String, List<String>>();
        for (Map.Entry<String, @Nullable Object> claim : claims.getClaims().entrySet()) {
            Object value = claim.getValue();
            if (value == null) {
                return Optional.empty();
            }
            if (!ENVELOPE.contains(claim.getKey())) {
                values.put(claim.getKey(), texts(value));
            }
        }
        return Optional.of(new RequestParameters(values)).filter(read -> !read.areTooMany() && !read.haveControls());
    }

    private List<String> texts(Object value) {
        return switch (value) {
            case List<?> several -> {
                var texts = new ArrayList<String>();
                several.forEach(one -> texts.add(String.valueOf(one)));
                yield List.copyOf(texts);
            }
            case Map<?, ?> object -> List.of(json.writeValueAsString(object));
            default ->
                List.of(
                        value instanceof Date date
                                ? Long.toString(date.toInstant().getEpochSecond())
                                : value.toString());
        };
    }
}
