package org.hospiconnect.idp.token.userinfo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.token.CountedError;
import org.hospiconnect.idp.token.possession.DpopProofs;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** Refused access tokens: a challenge for each scheme (RFC 6750 §3, RFC 9449 §7.1), with the error in the one that was used. */
@Component
public class ResourceErrors implements AuthenticationEntryPoint {

    public static final String USERINFO = "/userinfo";

    private final AuditTrail trail;

    ResourceErrors(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused) {
        String error = "";
        if (refused instanceof OAuth2AuthenticationException told) {
            error = "error=\"" + told.getError().getErrorCode() + "\", error_description=\""
                    + Objects.requireNonNullElse(told.getError().getDescription(), "") + "\"";
            if (told.getError() instanceof CountedError ours) {
                trail.count(Act.TOKEN_REFUSED, ours.refusal(), request.getRemoteAddr());
            }
        }
        String algorithms = "algs=\"" + String.join(" ", DpopProofs.algorithms()) + "\"";
        boolean dpop = request.getHeader(DpopProofs.HEADER) != null
                || PresentedToken.schemeOf(request).equals("dpop");
        response.setStatus(status(refused));
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, challenge("Bearer", dpop ? "" : error, ""));
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, challenge("DPoP", dpop ? error : "", algorithms));
    }

    /** RFC 6750 §3.1: a request that can't be read is no question of who calls. */
    private static int status(AuthenticationException refused) {
        return refused instanceof OAuth2AuthenticationException told
                        && told.getError().getErrorCode().equals(BearerTokenErrorCodes.INVALID_REQUEST)
                ? HttpServletResponse.SC_BAD_REQUEST
                : HttpServletResponse.SC_UNAUTHORIZED;
    }

    private static String challenge(String scheme, String error, String more) {
        String comma = error.isEmpty() || more.isEmpty() ? "" : ", ";
        return String.format(Locale.ROOT, "%s %s%s%s", scheme, error, comma, more)
                .strip();
    }
}
