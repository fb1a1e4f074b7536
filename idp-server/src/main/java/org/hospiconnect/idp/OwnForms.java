package org.hospiconnect.idp;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.hospiconnect.idp.token.ProtocolEndpoints;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Forms of our pages are sent by our pages: a POST whose {@code Origin} is another site's is refused before any controller,
 * so that nobody's page can type an activation code into somebody's browser. Each form's own token is checked besides.
 */
final class OwnForms extends OncePerRequestFilter {

    private final String origin;

    OwnForms(AddressSettings address) {
        int port = address.issuer().getPort();
        this.origin = address.issuer().getScheme() + "://" + address.issuer().getHost() + (port < 0 ? "" : ":" + port);
    }

    /** Applications may send people to the page of signing out by a form; it asks before it ends anything. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.POST.matches(request.getMethod())
                || request.getRequestURI().equals(ProtocolEndpoints.LOGOUT);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean ours = Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN))
                .map(origin::equals)
                .orElse(true);
        if (ours) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }
}
