package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.client.BrowserOrigins;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;

/**
 * Which scripts may read our answers (Fetch, CORS protocol). What is public anyway is open to all; what an application calls is
 * open to the origins of its own registration. A preflight names no client, so there any registered origin will do. Never
 * with credentials: no cookie counts here.
 */
@Component
public class BrowserCalls implements CorsConfigurationSource {

    private static final Set<String> OPEN =
            Set.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/oauth2/jwks");
    private static final Set<String> REGISTERED = Set.of("/oauth2/token", "/oauth2/revoke", "/oauth2/par", "/userinfo");
    private static final List<String> SENT = List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, "DPoP");
    private static final List<String> READ = List.of("DPoP-Nonce", HttpHeaders.WWW_AUTHENTICATE);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final BrowserOrigins origins;

    BrowserCalls(BrowserOrigins origins) {
        this.origins = origins;
    }

    /** None: no header is added. */
    @Override
    public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return null;
        }
        if (OPEN.contains(request.getRequestURI())) {
            return configuration(CorsConfiguration.ALL, List.of("GET"));
        }
        return REGISTERED.contains(request.getRequestURI()) && isAllowed(origin, request)
                ? configuration(origin, List.of("GET", "POST"))
                : null;
    }

    private boolean isAllowed(String origin, HttpServletRequest request) {
        return CorsUtils.isPreFlightRequest(request)
                ? origins.isKnown(origin)
                : client(request).filter(id -> origins.isOf(id, origin)).isPresent();
    }

    private static CorsConfiguration configuration(String origin, List<String> methods) {
        var configuration = new CorsConfiguration();
        configuration.addAllowedOrigin(origin);
        configuration.setAllowedMethods(methods);
        configuration.setAllowedHeaders(SENT);
        configuration.setExposedHeaders(READ);
        configuration.setMaxAge(REMEMBERED);
        return configuration;
    }

    /** As the request claims it: whoever claims another's name is refused later, and may read the refusal. */
    private static Optional<String> client(HttpServletRequest request) {
        return claimed(request).filter(PlainText::is);
    }

    private static Optional<String> claimed(HttpServletRequest request) {
        String header = Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .orElse("");
        String[] parts = header.split(" ", 2);
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "basic" -> named(parts[parts.length - 1]);
            case "bearer", "dpop" -> member(parts[parts.length - 1], "client_id");
            default -> inForm(request);
        };
    }

    private static Optional<String> inForm(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("client_id"))
                .or(() -> Optional.ofNullable(request.getParameter("client_assertion"))
                        .flatMap(assertion -> member(assertion, "sub")))
                .or(() -> Optional.ofNullable(request.getParameter("access_token"))
                        .flatMap(token -> member(token, "client_id")));
    }

    private static Optional<String> named(String credentials) {
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), UTF_8);
            return Optional.of(URLDecoder.decode(pair.split(":", 2)[0], UTF_8));
        } catch (IllegalArgumentException _) { // no base64, or no form encoding
            return Optional.empty();
        }
    }

    private static Optional<String> member(String jwt, String name) {
        try {
            return jwt.length() > OwnJwts.LONGEST
                    ? Optional.empty()
                    : OwnJwts.text(SignedJWT.parse(jwt).getJWTClaimsSet(), name);
        } catch (ParseException _) {
            return Optional.empty();
        }
    }
}
