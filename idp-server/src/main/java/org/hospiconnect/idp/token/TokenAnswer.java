package org.hospiconnect.idp.token;

import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Between the framework's token endpoint and our grants: the client in front, the answer behind. */
final class TokenAnswer {

    private TokenAnswer() {}

    /** The client that the framework authenticated. */
    static RegisteredClient client(Authentication request) {
        if (request.getPrincipal() instanceof OAuth2ClientAuthenticationToken client
                && client.isAuthenticated()
                && client.getRegisteredClient() != null) {
            return client.getRegisteredClient();
        }
        throw new IllegalStateException("the client is authenticated before this endpoint");
    }

    /** The same, with what it registered and the keys that it shows. */
    static ProvedClient proved(Authentication request) {
        if (request.getPrincipal() instanceof ProvedClient client) {
            return client;
        }
        throw new IllegalStateException("the client is authenticated before this endpoint");
    }

    static OAuth2AccessTokenAuthenticationToken of(
            OAuth2AuthorizationGrantAuthenticationToken asked, OAuth2AccessToken token) {
        return new OAuth2AccessTokenAuthenticationToken(
                client(asked), (Authentication) asked.getPrincipal(), token, null, Map.of());
    }

    static OAuth2AccessTokenAuthenticationToken of(
            OAuth2AuthorizationGrantAuthenticationToken asked, Tokens.Made made, Optional<String> refresh) {
        var refreshToken =
                refresh.map(value -> new OAuth2RefreshToken(value, made.access().getIssuedAt()));
        return new OAuth2AccessTokenAuthenticationToken(
                client(asked),
                (Authentication) asked.getPrincipal(),
                made.access(),
                refreshToken.orElse(null),
                Map.of("id_token", made.idToken()));
    }
}
