package org.hospiconnect.idp.token.userinfo;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.hospiconnect.idp.token.Possession;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** An access token as it was shown: by which scheme, and with which keys. */
final class PresentedToken extends BearerTokenAuthenticationToken {

    private static final long serialVersionUID = 1L;
    private static final String DPOP = "dpop";
    private static final PresentedTokens BEARERS = new PresentedTokens();

    private final boolean byDpop;
    private final transient Possession possession;

    private PresentedToken(String token, boolean byDpop, Possession possession) {
        super(token);
        this.byDpop = byDpop;
        this.possession = possession;
    }

    /** Empty where no token is shown. */
    static Optional<PresentedToken> of(HttpServletRequest request) {
        String asBearer = BEARERS.resolve(request);
        if (!schemeOf(request).equals(DPOP)) {
            return Optional.ofNullable(asBearer).map(token -> shown(token, false, request));
        }
        String token = Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), "")
                .substring(DPOP.length())
                .strip();
        if (asBearer != null) {
            throw unread();
        }
        return Optional.of(shown(token, true, request));
    }

    private static PresentedToken shown(String token, boolean byDpop, HttpServletRequest request) {
        if (token.isBlank()) {
            throw unread();
        }
        return new PresentedToken(token, byDpop, Possession.of(request));
    }

    private static OAuth2AuthenticationException unread() {
        return new OAuth2AuthenticationException(
                BearerTokenErrors.invalidRequest("The access token is given once and in one way"));
    }

    /** Lower case. */
    static String schemeOf(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), "")
                .split(" ", 2)[0]
                .toLowerCase(Locale.ROOT);
    }

    boolean isByDpop() {
        return byDpop;
    }

    Possession possession() {
        return possession;
    }
}
