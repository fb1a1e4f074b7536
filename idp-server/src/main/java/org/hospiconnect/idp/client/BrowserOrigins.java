package org.hospiconnect.idp.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Origins whose scripts may call this provider; at most 5 s old, as registrations are. */
@Component
public class BrowserOrigins {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Clients clients;
    private final Clock clock;
    private volatile Read read = new Read(Set.of(), Instant.EPOCH);

    BrowserOrigins(Clients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    private record Read(Set<String> origins, Instant at) {}

    /** Of some application: all that can be asked before a client is named. */
    public boolean isKnown(String origin) {
        Instant now = clock.instant();
        Read known = read;
        if (now.isBefore(known.at()) || !now.isBefore(known.at().plus(FRESH))) {
            known = new Read(all(), now);
            read = known;
        }
        return known.origins().contains(origin);
    }

    public boolean isOf(String clientId, String origin) {
        return clients.find(clientId)
                .filter(RelyingApplication::enabled)
                .filter(client -> client.surroundings().browserOrigins().contains(origin))
                .isPresent();
    }

    private Set<String> all() {
        return clients.all().stream()
                .filter(RelyingApplication::enabled)
                .flatMap(client -> client.surroundings().browserOrigins().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
