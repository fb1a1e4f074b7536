package org.hospiconnect.idp.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.util.Optional;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application gives a token back (RFC 7009): an access token alone, a refresh token with its whole family. What is no token
 * of ours is answered like success.
 */
@Component
public class Revocation implements AuthenticationProvider {

    private final AccessTokens accessTokens;
    private final RefreshFamilies families;
    private final RefreshTokens refreshTokens;
    private final Revocations revocations;
    private final TokenTrail tokenTrail;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Revocation(
            AccessTokens accessTokens,
            RefreshFamilies families,
            RefreshTokens refreshTokens,
            Revocations revocations,
            TokenTrail tokenTrail,
            AuditTrail trail,
            TransactionTemplate transaction,
            Clock clock) {
        this.accessTokens = accessTokens;
        this.families = families;
        this.refreshTokens = refreshTokens;
        this.revocations = revocations;
        this.tokenTrail = tokenTrail;
        this.trail = trail;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return authentication.equals(OAuth2TokenRevocationAuthenticationToken.class);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var asked = (OAuth2TokenRevocationAuthenticationToken) authentication;
        String client = TokenAnswer.client(asked).getClientId();
        accessTokens.find(asked.getToken()).ifPresent(claims -> revoke(claims, client));
        family(asked.getToken()).ifPresent(family -> revoke(family, client));
        asked.setAuthenticated(true);
        return asked;
    }

    private Optional<RefreshFamily> family(String token) {
        return refreshTokens.familyOf(token).flatMap(families::find);
    }

    private void revoke(JWTClaimsSet claims, String client) {
        requireOwn(OwnJwts.text(claims, "client_id").orElse(""), client);
        String jti = claims.getJWTID();
        transaction.executeWithoutResult(_ -> {
            if (revocations.endToken(jti, clock.instant())) {
                trail.record(revoked(claims, client).detail("token", jti));
            }
        });
    }

    private AuditEntry revoked(JWTClaimsSet claims, String client) {
        AuditEntry entry = AuditEntry.done(Act.TOKEN_REVOKED).client(client);
        if (AccessTokens.machine(claims).isPresent()) {
            return entry;
        }
        String sid = accessTokens.sid(claims);
        // with a sector's name of the session stands its name of the person, which says nobody here: the session does
        return sid.equals(claims.getClaim("sid")) ? entry.session(sid).person(claims.getSubject()) : entry.session(sid);
    }

    /** Any token of the line will do: an old one in strange hands is a reason the more. */
    private void revoke(RefreshFamily family, String client) {
        requireOwn(family.client(), client);
        transaction.executeWithoutResult(_ -> {
            if (revocations.endFamily(family.id(), clock.instant())) {
                trail.record(AuditEntry.done(Act.TOKEN_REVOKED)
                        .client(client)
                        .person(family.person())
                        .session(family.sid())
                        .detail("family", family.id()));
            }
        });
    }

    private void requireOwn(String owner, String client) {
        if (!owner.equals(client)) {
            throw tokenTrail.refused(TokenRefusal.TOKEN_OF_ANOTHER_CLIENT, client);
        }
    }
}
