package org.hospiconnect.idp.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hospiconnect.idp.session.Wanted;
import org.hospiconnect.idp.token.Terms.Confirmation;
import org.springframework.stereotype.Component;

/**
 * Access tokens that are shown to us. They have no row: signature, time, marks of revocation and the standing of session,
 * person and application are looked at each time.
 */
@Component
public class AccessTokens {

    private final OwnJwts jwts;
    private final Revocations revocations;
    private final Grants grants;
    private final SessionNames names;
    private final Clock clock;

    AccessTokens(OwnJwts jwts, Revocations revocations, Grants grants, SessionNames names, Clock clock) {
        this.names = names;
        this.jwts = jwts;
        this.revocations = revocations;
        this.grants = grants;
        this.clock = clock;
    }

    /**
     * A token that is good now, and what it stands for.
     *
     * @param grant empty for a token of an application itself
     */
    public record Live(JWTClaimsSet claims, Optional<Grant> grant) {}

    public Optional<Live> findLive(String token) {
        return find(token).flatMap(this::live);
    }

    /** One that we signed and that has not expired; it may be revoked. */
    Optional<JWTClaimsSet> find(String token) {
        return jwts.read(Tokens.ACCESS_TOKEN, token)
                .filter(claims -> claims.getExpirationTime() != null
                        && clock.instant().isBefore(claims.getExpirationTime().toInstant()))
                .filter(claims -> claims.getJWTID() != null);
    }

    private static Terms terms(JWTClaimsSet claims) {
        Object wished = claims.getClaim(AccessTokenClaims.USERINFO_CLAIMS);
        Set<String> userInfo = wished instanceof List<?> names
                ? names.stream().map(Object::toString).collect(Collectors.toSet())
                : Set.of();
        return new Terms(Set.of(), userInfo, List.of(), Set.copyOf(claims.getAudience()), confirmation(claims));
    }

    public static Optional<Confirmation> confirmation(JWTClaimsSet claims) {
        return claims.getClaim("cnf") instanceof Map<?, ?> cnf
                ? cnf.entrySet().stream()
                        .findFirst()
                        .map(one -> new Confirmation(
                                one.getKey().toString(), one.getValue().toString()))
                : Optional.empty();
    }

    /** What a token of this client was given for. */
    public static Wanted wanted(JWTClaimsSet claims, String client) {
        String[] scopes = OwnJwts.text(claims, "scope").orElse("").split(" ", -1);
        return new Wanted(
                client,
                Arrays.stream(scopes).filter(scope -> !scope.isEmpty()).collect(Collectors.toSet()),
                Set.copyOf(claims.getAudience()));
    }

    /** The application that acts for itself: no session, and it is its own subject. */
    static Optional<String> machine(JWTClaimsSet claims) {
        return OwnJwts.text(claims, "client_id")
                .filter(client -> claims.getClaim("sid") == null && client.equals(claims.getSubject()));
    }

    /** The session that it was given in; empty text for one that names none. */
    String sid(JWTClaimsSet claims) {
        return names.sid(claims).orElse("");
    }

    private Optional<Live> live(JWTClaimsSet claims) {
        String family = AccessTokenClaims.familyOf(claims.getJWTID());
        if (revocations.isTokenEnded(claims.getJWTID(), family)) {
            return Optional.empty();
        }
        Optional<String> machine = machine(claims);
        if (machine.isPresent()) {
            return grants.refusal(wanted(claims, machine.get())).isPresent()
                    ? Optional.empty()
                    : Optional.of(new Live(claims, Optional.empty()));
        }
        var wanted = wanted(claims, OwnJwts.text(claims, "client_id").orElse(""));
        var reference = new Grants.Reference(sid(claims), wanted.client(), wanted.scopes(), family, terms(claims));
        return switch (grants.find(reference)) {
            case Grants.Found.Good(Grant grant) -> Optional.of(new Live(claims, Optional.of(grant)));
            case Grants.Found.Refused _ -> Optional.empty();
        };
    }
}
