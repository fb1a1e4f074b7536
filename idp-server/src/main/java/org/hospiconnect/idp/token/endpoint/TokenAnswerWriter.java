package org.hospiconnect.idp.token.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A token answer (RFC 6749 §5.1), with the members that its grant adds. */
@Component
class TokenAnswerWriter implements AuthenticationSuccessHandler {

    private static final JsonMapper JSON = new JsonMapper();

    private final Clock clock;

    TokenAnswerWriter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        if (!(authentication instanceof OAuth2AccessTokenAuthenticationToken answered)) {
            throw new IllegalStateException("a grant answers with tokens");
        }
        byte[] body = JSON.writeValueAsBytes(members(answered));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private Map<String, Object> members(OAuth2AccessTokenAuthenticationToken answered) {
        OAuth2AccessToken token = answered.getAccessToken();
        var members = new LinkedHashMap<String, Object>();
        members.put("access_token", token.getTokenValue());
        members.put("token_type", token.getTokenType().getValue());
        members.put("expires_in", left(token));
        if (!token.getScopes().isEmpty()) {
            members.put("scope", String.join(" ", new TreeSet<>(token.getScopes())));
        }
        if (answered.getRefreshToken() != null) {
            members.put("refresh_token", answered.getRefreshToken().getTokenValue());
        }
        members.putAll(answered.getAdditionalParameters());
        return members;
    }

    private long left(OAuth2AccessToken token) {
        Instant end = token.getExpiresAt();
        return end == null
                ? 0
                : Math.max(1, end.getEpochSecond() - clock.instant().getEpochSecond());
    }
}
