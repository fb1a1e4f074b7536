package org.hospiconnect.idp.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.util.Optional;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.Subjects;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Is this token good now? (RFC 7662.) Answered to the application that the token is for and to no other; everybody else
 * hears that it is not active.
 */
@Component
public class Introspection implements AuthenticationProvider {

    private final AccessTokens accessTokens;
    private final RefreshFamilies families;
    private final RefreshTokens refreshTokens;
    private final Grants grants;
    private final Clients clients;
    private final Subjects subjects;
    private final Clock clock;

    Introspection(
            AccessTokens accessTokens,
            RefreshFamilies families,
            RefreshTokens refreshTokens,
            Grants grants,
            Clients clients,
            Subjects subjects,
            Clock clock) {
        this.subjects = subjects;
        this.clients = clients;
        this.accessTokens = accessTokens;
        this.families = families;
        this.refreshTokens = refreshTokens;
        this.grants = grants;
        this.clock = clock;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return authentication.equals(OAuth2TokenIntrospectionAuthenticationToken.class);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var asked = (OAuth2TokenIntrospectionAuthenticationToken) authentication;
        String client = TokenAnswer.client(asked).getClientId();
        OAuth2TokenIntrospection answer = accessTokens
                .findLive(asked.getToken())
                .map(AccessTokens.Live::claims)
                .filter(claims -> isFor(claims, client))
                .map(Introspection::accessToken)
                .or(() -> refreshToken(asked.getToken(), client))
                .orElseGet(() -> OAuth2TokenIntrospection.builder().build());
        return new OAuth2TokenIntrospectionAuthenticationToken(
                asked.getToken(), (Authentication) asked.getPrincipal(), answer);
    }

    // its own tokens, and those that are for an interface that it serves; one that it may merely call
    // (tokens.resources) is another's
    private boolean isFor(JWTClaimsSet claims, String client) {
        var audience = claims.getAudience();
        return audience.contains(client)
                || OwnJwts.text(claims, "client_id").filter(client::equals).isPresent()
                || clients.find(client)
                        .filter(application ->
                                application.surroundings().interfaces().stream().anyMatch(audience::contains))
                        .isPresent();
    }

    private static OAuth2TokenIntrospection accessToken(JWTClaimsSet claims) {
        var answer = OAuth2TokenIntrospection.builder(true)
                .tokenType(
                        AccessTokens.confirmation(claims)
                                        .filter(Terms.Confirmation::isDpop)
                                        .isPresent()
                                ? "DPoP"
                                : "Bearer")
                .issuedAt(claims.getIssueTime().toInstant())
                .expiresAt(claims.getExpirationTime().toInstant())
                .issuer(claims.getIssuer())
                .subject(claims.getSubject())
                .id(claims.getJWTID());
        claims.getAudience().forEach(answer::audience);
        OwnJwts.text(claims, "client_id").ifPresent(answer::clientId);
        OwnJwts.text(claims, "scope").ifPresent(scopes -> scopes(answer, scopes.split(" ", -1)));
        for (String name : new String[] {"sid", "auth_time", "acr", "amr", "cnf"}) {
            Optional.ofNullable(claims.getClaim(name)).ifPresent(value -> answer.claim(name, value));
        }
        return answer.build();
    }

    private Optional<OAuth2TokenIntrospection> refreshToken(String token, String client) {
        return refreshTokens
                .familyOf(token)
                .flatMap(families::find)
                .filter(family -> family.client().equals(client))
                .filter(family -> family.current().equals(RefreshTokens.hash(token)))
                .filter(family -> clock.instant().isBefore(family.expiresAt()))
                .filter(family -> !family.ended())
                .filter(this::stands)
                .map(this::refreshToken);
    }

    private boolean stands(RefreshFamily family) {
        var reference =
                new Grants.Reference(family.sid(), family.client(), family.scopes(), family.id(), family.terms());
        return grants.find(reference) instanceof Grants.Found.Good;
    }

    private OAuth2TokenIntrospection refreshToken(RefreshFamily family) {
        var answer = OAuth2TokenIntrospection.builder(true)
                .clientId(family.client())
                .subject(clients.find(family.client())
                        .map(application -> subjects.of(family.person(), application))
                        .orElse(""))
                .expiresAt(family.expiresAt());
        scopes(answer, family.scopes().stream().sorted().toArray(String[]::new));
        return answer.build();
    }

    private static void scopes(OAuth2TokenIntrospection.Builder answer, String... scopes) {
        for (String scope : scopes) {
            answer.scope(scope);
        }
    }
}
