package org.hospiconnect.idp;

import jakarta.servlet.Filter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hospiconnect.idp.token.Activities;
import org.hospiconnect.idp.token.SessionAssurance;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The filters of the protocol for the six endpoints where an application proves itself: the very same, in the same order, so that
 * no check can be missing. Left out by name is only what looks at other addresses or at what no machine has; a filter that is
 * added to the protocol is here too.
 */
final class MachineFilters {

    static final List<String> PATHS =
            List.of("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/par", Activities.PATH);

    /** Each would only hand the request on; together they cost as much as half a signature. */
    static final Set<String> IDLE = Set.of(
            // other addresses
            "OAuth2AuthorizationCodeRequestValidatingFilter",
            "OAuth2AuthorizationEndpointFilter",
            "OAuth2AuthorizationServerMetadataEndpointFilter",
            "OidcProviderConfigurationEndpointFilter",
            "OAuth2ProtectedResourceMetadataFilter",
            "NimbusJwkSetEndpointFilter",
            "OidcLogoutEndpointFilter",
            "OidcUserInfoEndpointFilter",
            "LogoutFilter",
            "StepUpGuard",
            // access tokens prove nobody here: the client has proved itself before
            "BearerTokenAuthenticationFilter",
            // sessions, forms and addresses of pages
            "CsrfFilter",
            "SessionManagementFilter",
            "DisableEncodeUrlFilter",
            "WebAsyncManagerIntegrationFilter",
            "SecurityContextHolderAwareRequestFilter",
            // a request without a proved client was refused before
            "AnonymousAuthenticationFilter");

    private MachineFilters() {}

    static SecurityFilterChain of(SecurityFilterChain protocol) {
        return new DefaultSecurityFilterChain(matcher(), working(protocol.getFilters()));
    }

    static List<Filter> working(List<Filter> all) {
        return all.stream()
                .filter(filter -> !IDLE.contains(filter.getClass().getSimpleName()))
                .toList();
    }

    private static RequestMatcher matcher() {
        var paths = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(Stream.concat(
                        PATHS.stream().map(path -> paths.matcher(HttpMethod.POST, path)),
                        Stream.of(HttpMethod.GET, HttpMethod.POST)
                                .map(method -> paths.matcher(method, SessionAssurance.PATTERN)))
                .toArray(RequestMatcher[]::new));
    }
}
