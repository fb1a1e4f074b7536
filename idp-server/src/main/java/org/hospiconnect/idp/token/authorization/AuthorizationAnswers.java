package org.hospiconnect.idp.token.authorization;

import jakarta.servlet.ServletException;
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

/**
 * Sends the browser back to the application, always with {@code iss} (RFC 9207) and the application's {@code state}: by query,
 * or by a form that the browser posts (OAuth 2.0 Form Post Response Mode).
 */
@Component
public class AuthorizationAnswers implements AuthenticationSuccessHandler {

    private final String issuer;

    AuthorizationAnswers(AddressSettings address) {
        this.issuer = address.issuer().toString();
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        var answered = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        var code = Objects.requireNonNull(answered.getAuthorizationCode());
        boolean posted = request.getAttribute(OAuth2AuthorizationCodeRequestAuthenticationToken.class.getName())
                        instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked
                && isPosted(asked);
        answer(new Exchange(request, response, posted), answered, Map.of("code", code.getTokenValue()));
    }

    /**
     * Both sides of the HTTP exchange.
     *
     * @param posted {@code response_mode=form_post}
     */
    record Exchange(HttpServletRequest request, HttpServletResponse response, boolean posted) {}

    static boolean isPosted(OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
        return "form_post".equals(asked.getAdditionalParameters().get("response_mode"));
    }

    /** @param answered a request whose address is proved */
    void answer(Exchange http, OAuth2AuthorizationCodeRequestAuthenticationToken answered, Map<String, String> members)
            throws IOException, ServletException {
        var all = new LinkedHashMap<>(members);
        if (answered.getState() != null) {
            all.put("state", answered.getState());
        }
        all.put("iss", issuer);
        String address = Objects.requireNonNull(answered.getRedirectUri());
        http.response().setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (http.posted()) {
            FormPostPage.forward(http, address, all);
        } else {
            redirect(http.response(), address, all);
        }
    }

    private static void redirect(HttpServletResponse response, String address, Map<String, String> members) {
        response.setHeader(HttpHeaders.LOCATION, address + (address.contains("?") ? "&" : "?") + query(members));
        // 303: a request by POST is not posted again (RFC 9700 §4.12)
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    }

    /** Form encoding (RFC 6749 §4.1.2), with the space as everybody reads it. */
    public static String query(Map<String, String> members) {
        return members.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .collect(Collectors.joining("&"));
    }
}
