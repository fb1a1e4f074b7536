package org.hospiconnect.idp.token;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Lifetimes of what applications receive; none outlives the session.
 *
 * @param code from the redirect to the token request, at most 60 s (FAPI 2.0 §5.3.2.1)
 * @param accessToken 5 to 15 min (RFC 9068 leaves it open; nobody can call a token back from those who don't ask)
 * @param idToken time to read it
 * @param pushedRequest from the push to the browser's arrival, 5 to 600 s (RFC 9126 §2.2)
 * @param pushedFromAddress requests that applications without a proof of their own may push from one address (IPv6: one /64) within
 *     that time, a long one counting once for each kibibyte
 * @param dpopNonce a DPoP proof needs a nonce that this server gave (RFC 9449 §8)
 * @param machineAddress where applications show their certificates (RFC 8705 §5), without a slash at its end; empty: nowhere
 * @param clientAuthorities PEM files of the authorities whose certificates {@code tls_client_auth} takes
 * @param outgoingTimeout for calls to addresses of registrations: keys, logout notices
 * @param outgoingTrust PEM files of certification authorities that those calls trust besides Java's own
 * @param logoutEvery pause between two rounds of logout notices
 */
@ConfigurationProperties(prefix = "hospiconnect.token", ignoreUnknownFields = false)
public record TokenSettings(
        @DefaultValue("60s") Duration code,
        @DefaultValue("5m") Duration accessToken,
        @DefaultValue("5m") Duration idToken,
        @DefaultValue("90s") Duration pushedRequest,
        @DefaultValue("3000") int pushedFromAddress,
        @DefaultValue("true") boolean dpopNonce,
        Optional<URI> machineAddress,
        @DefaultValue List<Path> clientAuthorities,
        @DefaultValue("5s") Duration outgoingTimeout,
        @DefaultValue List<Path> outgoingTrust,
        @DefaultValue("500ms") Duration logoutEvery) {

    private static final Duration LONGEST_CODE = Duration.ofSeconds(60);
    private static final Duration LONGEST_PUSHED = Duration.ofMinutes(10);
    private static final Duration LONGEST_ACCESS_TOKEN = Duration.ofMinutes(15);

    public TokenSettings {
        check("code", code, LONGEST_CODE);
        check("access-token", accessToken, LONGEST_ACCESS_TOKEN);
        check("id-token", idToken, LONGEST_ACCESS_TOKEN);
        check("pushed-request", pushedRequest, LONGEST_PUSHED);
        check("outgoing-timeout", outgoingTimeout, LONGEST_CODE);
        check("logout-every", logoutEvery, Duration.ofDays(1));
        clientAuthorities = List.copyOf(clientAuthorities);
        outgoingTrust = List.copyOf(outgoingTrust);
    }

    private static void check(String name, Duration value, Duration longest) {
        if (!value.isPositive() || value.compareTo(longest) > 0) {
            throw new IllegalArgumentException("hospiconnect.token." + name + ": more than 0, at most " + longest);
        }
    }
}
