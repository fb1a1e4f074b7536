package org.hospiconnect.dpi.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.WebUtils;

/** The signed-in person's tokens: refreshed when they have expired, or now when somebody wants to see it done. */
@Component
public class AccessTokens {

    private final OAuth2AuthorizedClientManager clients;
    private final OAuth2AuthorizedClientRepository kept;
    private final TokenRequests requests;

    AccessTokens(OAuth2AuthorizedClientManager clients, OAuth2AuthorizedClientRepository kept, TokenRequests requests) {
        this.requests = requests;
        this.clients = clients;
        this.kept = kept;
    }

    /** What the provider made of a refresh. */
    public sealed interface Access {

        record Given(OAuth2AccessToken token) implements Access {}

        /** The session has ended there; {@code error} is the OAuth code. */
        record Ended(String error) implements Access {}
    }

    /** An access token that is still valid, for use on the person's behalf. */
    public Access current() {
        // two tabs that refresh at once would show the provider a reused refresh token, and lose the session
        synchronized (WebUtils.getSessionMutex(request().getSession())) {
            return refreshedIfExpired();
        }
    }

    private Access refreshedIfExpired() {
        try {
            var client = clients.authorize(OAuth2AuthorizeRequest.withClientRegistrationId(IdentityProvider.ID)
                    .principal(person())
                    .attribute(HttpServletRequest.class.getName(), request())
                    .attribute(HttpServletResponse.class.getName(), response())
                    .build());
            return Optional.ofNullable(client)
                    .<Access>map(given -> new Access.Given(given.getAccessToken()))
                    .orElseGet(() -> new Access.Ended("no_token"));
        } catch (OAuth2AuthorizationException refused) {
            return new Access.Ended(refused.getError().getErrorCode());
        }
    }

    /** Refreshes whatever the age of the current token. */
    public Access renewed() {
        synchronized (WebUtils.getSessionMutex(request().getSession())) {
            return refreshed();
        }
    }

    private Access refreshed() {
        OAuth2AuthorizedClient client = kept.loadAuthorizedClient(IdentityProvider.ID, person(), request());
        if (client == null || client.getRefreshToken() == null) {
            return new Access.Ended("no_refresh_token");
        }
        try {
            var answer = requests.ofRefreshes()
                    .getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                            client.getClientRegistration(), client.getAccessToken(), client.getRefreshToken()));
            var renewed = new OAuth2AuthorizedClient(
                    client.getClientRegistration(),
                    client.getPrincipalName(),
                    answer.getAccessToken(),
                    Objects.requireNonNullElse(answer.getRefreshToken(), client.getRefreshToken()));
            kept.saveAuthorizedClient(renewed, person(), request(), response());
            return new Access.Given(renewed.getAccessToken());
        } catch (OAuth2AuthorizationException refused) {
            return new Access.Ended(refused.getError().getErrorCode());
        }
    }

    private static Authentication person() {
        return Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication(), "nobody is signed in");
    }

    private static HttpServletRequest request() {
        return attributes().getRequest();
    }

    private static HttpServletResponse response() {
        return Objects.requireNonNull(attributes().getResponse());
    }

    private static ServletRequestAttributes attributes() {
        return (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
    }
}
