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

/**
 * From refresh token to fresh tokens (RFC 6749 §6), with rotation where nothing else guards the token: each is good once, and
 * the use of an old one ends its family (RFC 9700 §4.14.2). Who uses the last one twice within two seconds hears the same
 * successor. The rotation and its row in the trail are one statement.
 */
@Component
public class RefreshGrant implements AuthenticationProvider {

    private static final String TYPE = AuthorizationGrantType.REFRESH_TOKEN.getValue();

    private final RefreshFamilies families;
    private final Grants grants;
    private final KeyBindings bindings;
    private final Tokens tokens;
    private final RefreshTokens refreshTokens;
    private final TokenTrail trail;
    private final Clock clock;

    RefreshGrant(
            RefreshFamilies families,
            Grants grants,
            KeyBindings bindings,
            Tokens tokens,
            RefreshTokens refreshTokens,
            TokenTrail trail,
            Clock clock) {
        this.families = families;
        this.grants = grants;
        this.bindings = bindings;
        this.tokens = tokens;
        this.refreshTokens = refreshTokens;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return authentication.equals(OAuth2RefreshTokenAuthenticationToken.class);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var asked = (OAuth2RefreshTokenAuthenticationToken) authentication;
        RefreshFamily family = family(asked, TokenAnswer.proved(asked));
        Optional<Terms.Confirmation> key =
                bindings.atRefresh(TokenAnswer.proved(asked), family.terms().confirmation());
        // after every proof: who can't prove the key of a token ends nothing with it
        if (family.turnOf(RefreshTokens.hash(asked.getRefreshToken()), clock.instant()) == RefreshFamily.Turn.OLD) {
            throw reused(family);
        }
        Grant grant = grant(family, asked.getScopes());
        Tokens.Made made = tokens.make(
                grant.with(Resources.terms(grant, asked.getAdditionalParameters(), trail)
                        .boundTo(key)),
                Optional.empty());
        var use = new Use(asked.getRefreshToken(), grant, made);
        String next = next(use, family)
                // somebody was faster: what stands there now decides
                .or(() -> families.find(family.id()).flatMap(now -> next(use, now)))
                .orElseThrow(() -> reused(family));
        return TokenAnswer.of(asked, made, Optional.of(next));
    }

    /** What the answer will be made of, if the token is still good. */
    private record Use(String presented, Grant grant, Tokens.Made made) {

        Bytes hash() {
            return RefreshTokens.hash(presented);
        }

        @Override
        public String toString() {
            return "Use[" + made.jti() + "]";
        }
    }

    private Optional<String> next(Use use, RefreshFamily family) {
        if (family.ended()) {
            return Optional.empty();
        }
        return switch (family.turnOf(use.hash(), clock.instant())) {
            case CURRENT ->
                use.grant().application().rotatesRefreshTokens() ? rotated(use, family) : Optional.of(kept(use));
            case JUST_REPLACED -> again(use, family);
            case OLD -> Optional.empty();
        };
    }

    private String kept(Use use) {
        trail.record(use.grant(), TYPE, use.made().jti());
        return use.presented();
    }

    private Optional<String> rotated(Use use, RefreshFamily family) {
        String next = refreshTokens.successor(family.id(), family.rotations() + 1, use.presented());
        String acts = trail.issued(use.grant(), TYPE, use.made().jti());
        var rotation = new RefreshFamilies.Rotation(use.hash(), RefreshTokens.hash(next), clock.instant(), acts);
        return families.rotate(family.id(), rotation) ? Optional.of(next) : Optional.empty();
    }

    private Optional<String> again(Use use, RefreshFamily family) {
        String next = refreshTokens.successor(family.id(), family.rotations(), use.presented());
        if (!family.current().equals(RefreshTokens.hash(next))) {
            return Optional.empty();
        }
        trail.record(use.grant(), TYPE, use.made().jti());
        return Optional.of(next);
    }

    private RefreshFamily family(OAuth2RefreshTokenAuthenticationToken asked, ProvedClient caller) {
        String client = caller.application().id();
        RefreshFamily family = refreshTokens
                .familyOf(asked.getRefreshToken())
                .flatMap(families::find)
                .orElseThrow(() -> trail.refused(TokenRefusal.REFRESH_UNKNOWN, caller));
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
        if (family.ended()) {
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

    private OAuth2AuthenticationException reused(RefreshFamily family) {
        trail.endFamily(family.id(), TokenRefusal.REFRESH_REUSED, family.client());
        return trail.refused(TokenRefusal.REFRESH_REUSED, family.client(), family.sid());
    }
}
