package org.hospiconnect.idp.token;

import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.stereotype.Component;

/** Who calls userinfo: the grant behind the bearer token (RFC 6750). */
@Component
public class BearerTokens {

    private final AccessTokens tokens;

    BearerTokens(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /** Finds the token in a request. */
    public static AuthenticationConverter reader() {
        var reader = new BearerTokenAuthenticationConverter();
        reader.setBearerTokenResolver(new PresentedTokens());
        return reader;
    }

    public Authentication authenticate(Authentication authentication) {
        var bearer = (BearerTokenAuthenticationToken) authentication;
        return tokens.findLive(bearer.getToken())
                .map(live -> new PreAuthenticatedAuthenticationToken(live.grant(), "", List.of()))
                .orElseThrow(() -> new InvalidBearerTokenException("The access token is unknown, expired or revoked"));
    }
}
