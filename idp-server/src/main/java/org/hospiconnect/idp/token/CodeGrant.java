package org.hospiconnect.idp.token;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.hospiconnect.idp.session.LogoutNotices;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * From code to tokens (RFC 6749 §4.1.3). The claim of the code, the refresh family, who hears of the
 * session's end and the trail are one statement: of many
 * simultaneous redemptions one commits, and every other ends what that one gave (RFC 6749 §4.1.2).
 */
@Component
public class CodeGrant implements AuthenticationProvider {

    private static final String TYPE = AuthorizationGrantType.AUTHORIZATION_CODE.getValue();

    private final IssuedCodes codes;
    private final UsedCodes used;
    private final Grants grants;
    private final KeyBindings bindings;
    private final Tokens tokens;
    private final RefreshTokens refreshTokens;
    private final TokenTrail trail;
    private final LogoutNotices logouts;
    private final Clock clock;

    CodeGrant(
            IssuedCodes codes,
            UsedCodes used,
            Grants grants,
            KeyBindings bindings,
            Tokens tokens,
            RefreshTokens refreshTokens,
            TokenTrail trail,
            LogoutNotices logouts,
            Clock clock) {
        this.codes = codes;
        this.used = used;
        this.grants = grants;
        this.bindings = bindings;
        this.tokens = tokens;
        this.refreshTokens = refreshTokens;
        this.trail = trail;
        this.logouts = logouts;
        this.clock = clock;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return authentication.equals(OAuth2AuthorizationCodeAuthenticationToken.class);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var asked = (OAuth2AuthorizationCodeAuthenticationToken) authentication;
        RegisteredClient client = TokenAnswer.client(asked);
        IssuedCode issued = issued(asked, TokenAnswer.proved(asked));
        Grant grant = grant(issued);
        grant = grant.with(grant.terms()
                .boundTo(bindings.of(TokenAnswer.proved(asked), issued.terms().confirmation())));
        Tokens.Made made =
                tokens.make(grant.with(Resources.terms(grant, asked.getAdditionalParameters(), trail)), issued.nonce());
        Optional<String> refresh =
                mayRefresh(client) ? Optional.of(refreshTokens.first(grant.family())) : Optional.empty();
        if (!claim(asked.getCode(), new Redemption(issued, grant, made, refresh))) {
            throw replayed(issued.family(), client.getClientId());
        }
        return TokenAnswer.of(asked, made, refresh);
    }

    private record Redemption(IssuedCode issued, Grant grant, Tokens.Made made, Optional<String> refresh) {

        @Override
        public String toString() {
            return "Redemption[" + grant.family() + "]";
        }
    }

    private IssuedCode issued(OAuth2AuthorizationCodeAuthenticationToken asked, ProvedClient caller) {
        String client = caller.application().id();
        if (!TokenAnswer.client(asked)
                .getAuthorizationGrantTypes()
                .contains(AuthorizationGrantType.AUTHORIZATION_CODE)) {
            throw trail.refused(TokenRefusal.GRANT_NOT_ALLOWED, caller);
        }
        if (verifier(asked) instanceof String[]) { // the one parameter that the framework does not count, RFC 6749 §3.2
            throw trail.refused(TokenRefusal.REQUEST_MALFORMED, caller);
        }
        IssuedCode issued = codes.find(asked.getCode()).orElseThrow(() -> unknown(asked, caller));
        if (!issued.client().equals(client)) {
            throw trail.refused(TokenRefusal.CODE_OF_ANOTHER_CLIENT, client, issued.sid());
        }
        if (!issued.redirectUri().equals(Objects.requireNonNullElse(asked.getRedirectUri(), ""))) {
            throw trail.refused(TokenRefusal.REDIRECT_MISMATCH, client, issued.sid());
        }
        if (!issued.isProvedBy(verifier(asked))) {
            throw trail.refused(TokenRefusal.VERIFIER_WRONG, client, issued.sid());
        }
        return issued;
    }

    /** Redis forgets a code after a minute; that it was used is known longer. */
    private OAuth2AuthenticationException unknown(
            OAuth2AuthorizationCodeAuthenticationToken asked, ProvedClient caller) {
        Optional<UsedCode> code = used.find(asked.getCode());
        if (code.isEmpty()) {
            return trail.refused(TokenRefusal.CODE_UNKNOWN, caller);
        }
        // a code that was used may stand in a history or a log: in other hands it ends nothing
        if (!code.get().client().equals(caller.application().id())) {
            return trail.refused(TokenRefusal.CODE_OF_ANOTHER_CLIENT, caller);
        }
        if (!IssuedCode.isProvedBy(code.get().challenge(), verifier(asked))) {
            return trail.refused(TokenRefusal.VERIFIER_WRONG, caller);
        }
        return replayed(code.get().family(), caller.application().id());
    }

    private static @Nullable Object verifier(OAuth2AuthorizationCodeAuthenticationToken asked) {
        return asked.getAdditionalParameters().get("code_verifier");
    }

    private OAuth2AuthenticationException replayed(String family, String client) {
        trail.endFamily(family, TokenRefusal.CODE_REPLAYED, client);
        return trail.refused(TokenRefusal.CODE_REPLAYED, client);
    }

    private Grant grant(IssuedCode issued) {
        var reference =
                new Grants.Reference(issued.sid(), issued.client(), issued.scopes(), issued.family(), issued.terms());
        return switch (grants.find(reference)) {
            case Grants.Found.Good(Grant grant) -> grant;
            case Grants.Found.Refused(TokenRefusal refusal) ->
                throw trail.refused(refusal, issued.client(), issued.sid());
        };
    }

    private boolean claim(String code, Redemption redemption) {
        Instant now = clock.instant();
        Grant grant = redemption.grant();
        String acts = trail.issued(grant, TYPE, redemption.made().jti());
        var line = redemption.refresh().map(token -> family(grant, token, now));
        var logout = grant.application()
                .surroundings()
                .backchannelLogoutUri()
                .map(_ -> logouts.awaited(grant.session(), grant.application().id()));
        return used.claim(code, new UsedCodes.Claim(UsedCode.of(redemption.issued()), now, line, logout, acts));
    }

    private RefreshFamily family(Grant grant, String token, Instant now) {
        return new RefreshFamily(
                grant.family(),
                grant.person().id().toString(),
                grant.application().id(),
                grant.session().sid(),
                grant.scopes(),
                grant.terms(),
                RefreshTokens.hash(token),
                Optional.empty(),
                0,
                false,
                now,
                Tokens.endOf(grant));
    }

    private static boolean mayRefresh(RegisteredClient client) {
        return client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.REFRESH_TOKEN);
    }
}
