package org.hospiconnect.dpi.signin;

import org.hospiconnect.dpi.DpiSettings;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Codes and refresh tokens into tokens, over the connection that proves our key; a token that is not bound to it is refused. */
@Component
class TokenRequests {

    private final RestClientAuthorizationCodeTokenResponseClient codes =
            new RestClientAuthorizationCodeTokenResponseClient();
    private final RestClientRefreshTokenTokenResponseClient refreshes = new RestClientRefreshTokenTokenResponseClient();
    private final boolean bound;

    TokenRequests(RestClient outgoing, DpiSettings settings) {
        this.bound = settings.boundTokens();
        RestClient http = outgoing.mutate()
                .configureMessageConverters(converters -> {
                    converters.addCustomConverter(new FormHttpMessageConverter());
                    converters.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
        codes.setRestClient(http);
        refreshes.setRestClient(http);
    }

    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> ofCodes() {
        return request -> checked(codes.getTokenResponse(request));
    }

    OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> ofRefreshes() {
        return request -> checked(refreshes.getTokenResponse(request));
    }

    // RFC 9449 §5: who sent a proof and hears "Bearer" has a token that anybody could use
    private OAuth2AccessTokenResponse checked(OAuth2AccessTokenResponse answer) {
        if (bound && !TokenType.DPOP.equals(answer.getAccessToken().getTokenType())) {
            throw new OAuth2AuthorizationException(new OAuth2Error("token_not_bound"));
        }
        return answer;
    }
}
