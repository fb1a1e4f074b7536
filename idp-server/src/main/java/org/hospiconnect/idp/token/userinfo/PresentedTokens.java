package org.hospiconnect.idp.token.userinfo;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Where a bearer token is looked for: in the header (RFC 6750 §2.1), at userinfo in a form as well (§2.2), in an address
 * never (RFC 9700 §4.3.2).
 */
final class PresentedTokens implements BearerTokenResolver {

    private static final String PARAMETER = "access_token";

    private final BearerTokenResolver header = new DefaultBearerTokenResolver();

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        String inHeader = header.resolve(request);
        String[] inForm = isForm(request) ? request.getParameterValues(PARAMETER) : null;
        if (inForm == null) {
            return inHeader;
        }
        if (inHeader != null || inForm.length > 1 || isInAddress(request)) {
            throw new OAuth2AuthenticationException(
                    BearerTokenErrors.invalidRequest("The access token is given once and in one way"));
        }
        return inForm[0];
    }

    private static boolean isForm(HttpServletRequest request) {
        return request.getRequestURI().equals("/userinfo")
                && HttpMethod.POST.matches(request.getMethod())
                && Optional.ofNullable(request.getContentType())
                        .filter(PresentedTokens::isForm)
                        .isPresent();
    }

    private static boolean isForm(String type) {
        try {
            return MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    private static boolean isInAddress(HttpServletRequest request) {
        return Optional.ofNullable(request.getQueryString())
                .filter(query -> query.contains(PARAMETER))
                .isPresent();
    }
}
