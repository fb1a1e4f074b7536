package org.hospiconnect.idp.client;

import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where else an application is met.
 *
 * @param browserOrigins origins whose scripts may call the token, userinfo and revocation endpoints (CORS)
 * @param backchannelLogoutUri where it hears that a session ended (OpenID Connect Back-Channel Logout 1.0)
 */
public record Surroundings(@DefaultValue Set<String> browserOrigins, Optional<String> backchannelLogoutUri) {

    public static final Surroundings NONE = new Surroundings(Set.of(), Optional.empty());

    public Surroundings {
        browserOrigins = Set.copyOf(browserOrigins);
    }
}
