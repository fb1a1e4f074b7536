package org.hospiconnect.dpi.logout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.hospiconnect.dpi.DpiSettings;
import org.hospiconnect.dpi.signin.SignedInSessions.Ending;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/** Reads logout tokens, clause by clause (Back-Channel Logout 1.0 §2.6). */
@Component
class LogoutTokens {

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /** Clocks of provider and DPI may differ by this much. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final JwtDecoder signatures;
    private final List<Check> checks;
    private final Clock clock;

    /** {@code jti} → when its token has expired anyway. */
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    private record Check(String of, Predicate<Jwt> holds) {}

    LogoutTokens(DpiSettings settings, Clock clock) {
        this.clock = clock;
        this.signatures = signatures(settings);
        this.checks = List.of(
                new Check("typ", token -> "logout+jwt".equals(token.getHeaders().get("typ"))), // §2.4
                new Check("iss", token -> settings.issuer().toString().equals(token.getClaimAsString("iss"))), // step 3
                new Check("aud", token -> audience(token).contains(settings.clientId())),
                new Check("iat", token -> isPast(token.getIssuedAt())),
                new Check("exp", token -> isToCome(token.getExpiresAt())),
                new Check(
                        "sub, sid",
                        token -> text(token, "sub").or(() -> text(token, "sid")).isPresent()), // step 4
                new Check("events", LogoutTokens::isLogout), // step 5
                new Check("nonce", token -> !token.hasClaim("nonce")), // step 6
                new Check("jti", token -> text(token, "jti").isPresent()));
    }

    /** What became of a token. */
    sealed interface Reading {

        record Good(Ending ending) implements Reading {}

        record Refused(String of) implements Reading {}

        /** The provider's keys are out of reach, so that nobody can tell. */
        record NotNow() implements Reading {}
    }

    Reading read(String token) {
        try {
            Jwt jwt = signatures.decode(token);
            return checks.stream()
                    .filter(check -> !check.holds.test(jwt))
                    .findFirst()
                    .<Reading>map(failed -> new Reading.Refused(failed.of))
                    .orElseGet(() -> once(jwt));
        } catch (BadJwtException bad) {
            return new Reading.Refused("signature");
        } catch (JwtException keysOutOfReach) {
            return new Reading.NotNow();
        }
    }

    // step 7
    private Reading once(Jwt token) {
        Instant now = clock.instant();
        seen.values().removeIf(end -> end.isBefore(now));
        Instant end = Objects.requireNonNull(token.getExpiresAt()).plus(SKEW);
        return seen.putIfAbsent(Objects.requireNonNull(token.getId()), end) == null
                ? new Reading.Good(
                        new Ending(text(token, "sub"), text(token, "sid"), Objects.requireNonNull(token.getIssuedAt())))
                : new Reading.Refused("jti");
    }

    // step 2, as for an ID token: one algorithm, the provider's keys; what it says is looked at above
    private static JwtDecoder signatures(DpiSettings settings) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(settings.endpoint("/oauth2/jwks"))
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .validateType(false)
                .build();
        decoder.setJwtValidator(_ -> OAuth2TokenValidatorResult.success());
        return decoder;
    }

    private static List<String> audience(Jwt token) {
        return Objects.requireNonNullElse(token.getAudience(), List.of());
    }

    private boolean isPast(@Nullable Instant time) {
        return time != null && !time.isAfter(clock.instant().plus(SKEW));
    }

    private boolean isToCome(@Nullable Instant time) {
        return time != null && time.plus(SKEW).isAfter(clock.instant());
    }

    private static boolean isLogout(Jwt token) {
        return token.getClaims().get("events") instanceof Map<?, ?> events && events.get(EVENT) instanceof Map;
    }

    private static Optional<String> text(Jwt token, String claim) {
        return token.getClaims().get(claim) instanceof String value && !value.isBlank()
                ? Optional.of(value)
                : Optional.empty();
    }
}
