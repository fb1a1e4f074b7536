package org.hospiconnect.idp.token.endpoint;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.token.Activities;
import org.hospiconnect.idp.token.CountedError;
import org.hospiconnect.idp.token.ProvedClient;
import org.hospiconnect.idp.token.TokenRefusal;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /session/activity}, for a client that was proved before; times are seconds since 1970, as in tokens. */
final class ActivityEndpoint extends OncePerRequestFilter {

    private final Activities activities;
    private final AuthenticationFailureHandler errors;
    private final JsonMapper json;

    ActivityEndpoint(Activities activities, AuthenticationFailureHandler errors, JsonMapper json) {
        this.activities = activities;
        this.errors = errors;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().equals(Activities.PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof ProvedClient caller)) {
            throw new IllegalStateException("the client is authenticated before");
        }
        try {
            Activities.Reported reported = activities.report(caller, sid(request));
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream()
                    .write(json.writeValueAsBytes(Map.of(
                            "idle_expires_at", reported.idleExpiresAt().getEpochSecond(),
                            "session_expires_at", reported.sessionExpiresAt().getEpochSecond())));
        } catch (OAuth2AuthenticationException refused) {
            errors.onAuthenticationFailure(request, response, refused);
        }
    }

    private static Optional<String> sid(HttpServletRequest request) {
        String[] values = Optional.ofNullable(request.getParameterValues("sid")).orElse(new String[0]);
        if (values.length > 1) {
            throw CountedError.of(TokenRefusal.REQUEST_MALFORMED);
        }
        return Optional.of(values)
                .filter(given -> given.length == 1 && !given[0].isEmpty())
                .map(given -> given[0]);
    }
}
