package org.hospiconnect.idp.token;

import java.util.List;
import org.hospiconnect.idp.session.SessionAuthentication;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * The framework notes who is signed in when it reads the request; the step-up guard, which finds that out, comes later. So
 * the person is put into the request before the framework's provider issues the code.
 */
record SignedInRequests(AuthenticationProvider endpoint) implements AuthenticationProvider {

    /** In place of the framework's providers; consent is not asked for the hospital's own applications. */
    static void around(List<AuthenticationProvider> providers) {
        providers.removeIf(provider -> !(provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider));
        providers.replaceAll(SignedInRequests::new);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return authentication.equals(OAuth2AuthorizationCodeRequestAuthenticationToken.class);
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        var read = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        return SecurityContextHolder.getContext().getAuthentication() instanceof SessionAuthentication person
                ? endpoint.authenticate(with(person, read))
                : endpoint.authenticate(read);
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
