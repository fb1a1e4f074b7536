package org.hospiconnect.idp.client;

import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where else an application is met.
 *
 * @param browserOrigins origins whose scripts may call the token, userinfo and revocation endpoints (CORS)
 * @param backchannelLogoutUri where it hears that a session ended (OpenID Connect Back-Channel Logout 1.0)
 * @param interfaces addresses that it serves: it may ask about tokens for them (RFC 7662), whoever has got them
 */
public record Surroundings(
        @DefaultValue Set<String> browserOrigins,
        Optional<String> backchannelLogoutUri,
        @DefaultValue Set<String> interfaces) {

    public static final Surroundings NONE = new Surroundings(Set.of(), Optional.empty(), Set.of());

    public Surroundings {
        browserOrigins = Set.copyOf(browserOrigins);
        // rows that an older version wrote have none
        interfaces = interfaces == null ? Set.of() : Set.copyOf(interfaces);
    }
}
