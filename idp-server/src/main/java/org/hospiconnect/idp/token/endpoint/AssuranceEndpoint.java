package org.hospiconnect.idp.token.endpoint;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hospiconnect.idp.token.ProvedClient;
import org.hospiconnect.idp.token.SessionAssurance;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /assurance/sessions/{sid}}, or POST with the client's proof in the body, for a client that was proved before. */
final class AssuranceEndpoint extends OncePerRequestFilter {

    private final SessionAssurance assurance;
    private final AuthenticationFailureHandler errors;
    private final JsonMapper json;

    AssuranceEndpoint(SessionAssurance assurance, AuthenticationFailureHandler errors, JsonMapper json) {
        this.assurance = assurance;
        this.errors = errors;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith(SessionAssurance.PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof ProvedClient caller)) {
            throw new IllegalStateException("the client is authenticated before");
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            String sid = request.getServletPath().substring(SessionAssurance.PATH.length());
            byte[] answer = json.writeValueAsBytes(assurance.of(caller, sid));
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream().write(answer);
        } catch (OAuth2AuthenticationException refused) {
            errors.onAuthenticationFailure(request, response, refused);
        }
    }
}
