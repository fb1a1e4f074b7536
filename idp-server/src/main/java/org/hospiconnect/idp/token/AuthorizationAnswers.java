package org.hospiconnect.idp.token;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** Sends the browser back to the application, always with {@code iss} (RFC 9207) and the application's {@code state}. */
@Component
class AuthorizationAnswers implements AuthenticationSuccessHandler {

    private final String issuer;

    AuthorizationAnswers(AddressSettings address) {
        this.issuer = address.issuer().toString();
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var answered = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        var code = Objects.requireNonNull(answered.getAuthorizationCode());
        redirect(response, answered, Map.of("code", code.getTokenValue()));
    }

    /** @param answered a request whose address is proved */
    void redirect(
            HttpServletResponse response,
            OAuth2AuthorizationCodeRequestAuthenticationToken answered,
            Map<String, String> members) {
        var all = new LinkedHashMap<>(members);
        if (answered.getState() != null) {
            all.put("state", answered.getState());
        }
        all.put("iss", issuer);
        String address = Objects.requireNonNull(answered.getRedirectUri());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.LOCATION, address + (address.contains("?") ? "&" : "?") + query(all));
        // 303: a request by POST is not posted again (RFC 9700 §4.12)
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    }

    /** Form encoding (RFC 6749 §4.1.2), with the space as everybody reads it. */
    static String query(Map<String, String> members) {
        return members.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .collect(Collectors.joining("&"));
    }
}
