package org.hospiconnect.idp.token.authorization;

import java.util.List;
import org.hospiconnect.idp.session.SessionAuthentication;
import org.hospiconnect.idp.session.SignInRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * The framework notes who is signed in when it reads the request; the step-up guard, which finds that out, comes later. So
 * the person is put into the request before the framework's provider issues the code, or the guard's refusal is told. A
 * pushed request is claimed here, at the moment of the answer.
 */
public record SignedInRequests(AuthenticationProvider endpoint, PushedRequests pushed)
        implements AuthenticationProvider {

    /** In place of the framework's providers; consent is not asked for the hospital's own applications. */
    public static void around(List<AuthenticationProvider> providers, PushedRequests pushed) {
        providers.removeIf(provider -> !(provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider));
        providers.replaceAll(provider -> new SignedInRequests(provider, pushed));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return authentication.equals(OAuth2AuthorizationCodeRequestAuthenticationToken.class);
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        var read = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        Authentication found = SecurityContextHolder.getContext().getAuthentication();
        if (read.getAdditionalParameters().get(PushedRequests.MARK) instanceof String uri && !pushed.claim(uri)) {
            throw refused(new AuthorizationError(AuthorizationRefusal.REQUEST_URI_USED), read);
        }
        return switch (found) {
            case SessionAuthentication person -> endpoint.authenticate(with(person, read));
            case SignInRefused refusal -> throw refused(new OAuth2Error(refusal.error()), read);
            case null, default -> endpoint.authenticate(read);
        };
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationException refused(
            OAuth2Error error, OAuth2AuthorizationCodeRequestAuthenticationToken read) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(error, read);
    }

    private static Authentication with(
            SessionAuthentication person, OAuth2AuthorizationCodeRequestAuthenticationToken read) {
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                read.getAuthorizationUri(),
                read.getClientId(),
                person,
                read.getRedirectUri(),
                read.getState(),
                read.getScopes(),
                read.getAdditionalParameters());
    }
}
