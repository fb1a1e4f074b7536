package org.hospiconnect.idp.token.possession;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import org.hospiconnect.idp.token.CountedError;
import org.hospiconnect.idp.token.Possession;
import org.hospiconnect.idp.token.TokenRefusal;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads, before anything else, the keys whose possession a request shows, and that it says once who calls; what is wrong ends here, the
 * same everywhere.
 */
public final class PossessionFilter extends OncePerRequestFilter {

    private static final String NONCE = "DPoP-Nonce";

    private final DpopProofs proofs;
    private final ServerNonces nonces;
    private final AuthenticationFailureHandler errors;

    public PossessionFilter(DpopProofs proofs, ServerNonces nonces, AuthenticationFailureHandler errors) {
        this.proofs = proofs;
        this.nonces = nonces;
        this.errors = errors;
    }

    /** Of the machine listener, which asks for it, or as a declared proxy told it. */
    private static List<X509Certificate> chain(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.request.X509Certificate") instanceof X509Certificate[] chain
                ? List.of(chain)
                : List.of();
    }

    /** RFC 9110 §5.3: no list of values, so of two somebody before us may have read the other. */
    private static void requireOneAuthorization(HttpServletRequest request) {
        if (Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).size() > 1) {
            throw CountedError.of(TokenRefusal.AUTHORIZATION_DOUBLED);
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader(DpopProofs.HEADER) != null) {
            // §8.2: the next one, before the old one ends
            response.setHeader(NONCE, nonces.current());
        }
        try {
            requireOneAuthorization(request);
            new Possession(proofs.read(request), chain(request)).leaveWith(request);
        } catch (OAuth2AuthenticationException refused) {
            errors.onAuthenticationFailure(request, response, refused);
            return;
        }
        chain.doFilter(request, response);
    }
}
