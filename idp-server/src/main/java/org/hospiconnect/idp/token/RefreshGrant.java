package org.hospiconnect.idp.token;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * From refresh token to fresh tokens (RFC 6749 §6), with rotation: each token is good once, and the use of an old one ends
 * its family (RFC 9700 §4.14.2). The rotation and its row in the trail are one transaction.
 */
@Component
class RefreshGrant implements AuthenticationProvider {

    private static final String TYPE = AuthorizationGrantType.REFRESH_TOKEN.getValue();

    private final RefreshFamilies families;
    private final Revocations revocations;
    private final Grants grants;
    private final Tokens tokens;
    private final RefreshTokens refreshTokens;
    private final TokenTrail trail;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RefreshGrant(
            RefreshFamilies families,
            Revocations revocations,
            Grants grants,
            Tokens tokens,
            RefreshTokens refreshTokens,
            TokenTrail trail,
            TransactionTemplate transaction,
            Clock clock) {
        this.families = families;
        this.revocations = revocations;
        this.grants = grants;
        this.tokens = tokens;
        this.refreshTokens = refreshTokens;
        this.trail = trail;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return authentication.equals(OAuth2RefreshTokenAuthenticationToken.class);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var asked = (OAuth2RefreshTokenAuthenticationToken) authentication;
        Bytes presented = RefreshTokens.hash(asked.getRefreshToken());
        RefreshFamily family = family(asked, TokenAnswer.client(asked).getClientId());
        if (!family.current().equals(presented)) {
            throw reused(family);
        }
        Grant grant = grant(family, asked.getScopes());
        Tokens.Made made = tokens.make(grant, Optional.empty());
        String next = refreshTokens.next(family.id());
        if (!rotate(presented, next, grant, made)) {
            throw reused(family);
        }
        return TokenAnswer.of(asked, made, Optional.of(next));
    }

    private RefreshFamily family(OAuth2RefreshTokenAuthenticationToken asked, String client) {
        RefreshFamily family = RefreshTokens.familyOf(asked.getRefreshToken())
                .flatMap(families::find)
                .orElseThrow(() -> trail.refused(TokenRefusal.REFRESH_UNKNOWN, client));
        Optional<TokenRefusal> refusal = refusal(family, asked, client);
        if (refusal.isPresent()) {
            throw trail.refused(refusal.get(), client, family.sid());
        }
        return family;
    }

    private Optional<TokenRefusal> refusal(
            RefreshFamily family, OAuth2RefreshTokenAuthenticationToken asked, String client) {
        if (!family.client().equals(client)) {
            return Optional.of(TokenRefusal.TOKEN_OF_ANOTHER_CLIENT);
        }
        if (!TokenAnswer.client(asked).getAuthorizationGrantTypes().contains(AuthorizationGrantType.REFRESH_TOKEN)) {
            return Optional.of(TokenRefusal.GRANT_NOT_ALLOWED);
        }
        if (revocations.isFamilyEnded(family.id())) {
            return Optional.of(TokenRefusal.FAMILY_ENDED);
        }
        if (!clock.instant().isBefore(family.expiresAt())) {
            return Optional.of(TokenRefusal.REFRESH_EXPIRED);
        }
        return family.scopes().containsAll(asked.getScopes())
                ? Optional.empty()
                : Optional.of(TokenRefusal.SCOPE_WIDENED);
    }

    private Grant grant(RefreshFamily family, Set<String> asked) {
        Set<String> scopes = asked.isEmpty() ? family.scopes() : asked;
        var reference = new Grants.Reference(family.sid(), family.client(), scopes, family.id(), family.terms());
        return switch (grants.find(reference)) {
            case Grants.Found.Good(Grant grant) -> grant;
            case Grants.Found.Refused(TokenRefusal refusal) ->
                throw trail.refused(refusal, family.client(), family.sid());
        };
    }

    private boolean rotate(Bytes presented, String next, Grant grant, Tokens.Made made) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (!families.rotate(grant.family(), presented, RefreshTokens.hash(next))) {
                return false;
            }
            trail.issued(grant, TYPE, made.jti());
            return true;
        }));
    }

    private OAuth2AuthenticationException reused(RefreshFamily family) {
        trail.endFamily(family.id(), TokenRefusal.REFRESH_REUSED, family.client());
        return trail.refused(TokenRefusal.REFRESH_REUSED, family.client(), family.sid());
    }
}
