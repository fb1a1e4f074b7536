package org.hospiconnect.idp.token.dmp;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;

/** A token exchange request as it came: the authenticated client and every parameter with all its values. */
final class TokenExchangeAuthentication extends OAuth2AuthorizationGrantAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, List<String>> parameters;
    private final boolean inAddress;

    /** @param inAddress there is a query string */
    TokenExchangeAuthentication(Authentication client, Map<String, String[]> parameters, boolean inAddress) {
        super(AuthorizationGrantType.TOKEN_EXCHANGE, client, Map.of());
        this.parameters = parameters.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        this.inAddress = inAddress;
    }

    Map<String, List<String>> parameters() {
        return parameters;
    }

    boolean isInAddress() {
        return inAddress;
    }
}
