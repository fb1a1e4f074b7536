package org.hospiconnect.dpi.signin;

import java.time.Instant;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.Jwt;

/** Who proved themselves, how strongly and when: what an ID token says to us, and an access token to an interface. */
public record Proof(String subject, Assurance assurance, Instant at) {

    /** RFC 9068 §2.2.1; a token without {@code auth_time} or {@code acr} proves nothing fresh, nothing strong. */
    public static Proof of(Jwt accessToken) {
        return new Proof(
                Objects.requireNonNullElse(accessToken.getSubject(), ""),
                Assurance.of(acrOf(accessToken)),
                Objects.requireNonNullElse(accessToken.getClaimAsInstant("auth_time"), Instant.EPOCH));
    }

    /** What to ask for substantial, in the provider's own words. */
    public static String substantialLike(Jwt accessToken) {
        return Assurance.SUBSTANTIAL.inFamilyOf(acrOf(accessToken));
    }

    private static String acrOf(Jwt accessToken) {
        return Objects.requireNonNullElse(accessToken.getClaimAsString("acr"), "");
    }
}
