package org.hospiconnect.idp.token.dmp;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Takes every request that names the token exchange grant, and judges nothing: a refusal must reach the trail, so all checks
 * are behind {@link DmpExchange}. It stands in for the framework's converter, which refuses {@code saml2}.
 */
public final class TokenExchangeRequest implements AuthenticationConverter {

    public TokenExchangeRequest() {}

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String[] grants = request.getParameterValues("grant_type");
        // named among several is enough: a doubled grant_type must not fall back to another grant
        if (grants == null || !Arrays.asList(grants).contains(AuthorizationGrantType.TOKEN_EXCHANGE.getValue())) {
            return null;
        }
        Authentication client = SecurityContextHolder.getContext().getAuthentication();
        if (client == null) {
            throw new IllegalStateException("the client is authenticated before the token endpoint");
        }
        return new TokenExchangeAuthentication(client, request.getParameterMap(), request.getQueryString() != null);
    }
}
