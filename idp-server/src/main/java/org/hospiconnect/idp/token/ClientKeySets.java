package org.hospiconnect.idp.token;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.hospiconnect.idp.client.ClientKeyRules;
import org.hospiconnect.idp.client.ClientKeys;
import org.hospiconnect.idp.client.RelyingApplication;
import org.springframework.stereotype.Component;

/**
 * Public keys of applications: from the registration, or from the {@code jwks_uri} that it names. An address is asked again
 * after an hour, or when a key is unknown, then at most once a minute; one that doesn't answer leaves the keys known before.
 */
@Component
public class ClientKeySets {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration LEAST_PAUSE = Duration.ofMinutes(1);

    /** As many entries as registered applications, by what they registered. */
    private final Map<ClientKeys, Known> known = new ConcurrentHashMap<>();

    private final Map<ClientKeys, Lock> asking = new ConcurrentHashMap<>();

    private final OutgoingHttp http;
    private final Clock clock;

    ClientKeySets(OutgoingHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    private record Known(JWKSet keys, Instant askedAt) {}

    /** The client's registered keys; an address is asked again unless what is known {@code fits}. */
    public Optional<JWKSet> find(RelyingApplication client, Predicate<JWKSet> fits) {
        ClientKeys keys = client.keys();
        if (!keys.canSign()) {
            return Optional.empty();
        }
        return Optional.of(current(keys, fits).orElseGet(() -> asked(keys, fits)));
    }

    private Optional<JWKSet> current(ClientKeys keys, Predicate<JWKSet> fits) {
        return Optional.ofNullable(known.get(keys))
                .filter(before -> !isStale(keys, before, fits.test(before.keys()), clock.instant()))
                .map(Known::keys);
    }

    // One asks, the others wait for what it hears: nobody proved anything yet, and the address is somebody else's.
    private JWKSet asked(ClientKeys keys, Predicate<JWKSet> fits) {
        Lock one = asking.computeIfAbsent(keys, _ -> new ReentrantLock());
        one.lock();
        try {
            return current(keys, fits).orElseGet(() -> ask(keys).keys());
        } finally {
            one.unlock();
        }
    }

    private Known ask(ClientKeys keys) {
        Instant now = clock.instant();
        Known fresh = keys.jwks()
                .map(text -> new Known(ClientJwts.parse(text), now))
                .orElseGet(() -> fetch(keys.jwksUri().orElseThrow(), known.get(keys), now));
        known.put(keys, fresh);
        return fresh;
    }

    private static boolean isStale(ClientKeys keys, Known before, boolean fits, Instant now) {
        Duration age = Duration.between(before.askedAt(), now);
        return keys.jwksUri().isPresent() && age.compareTo(fits ? FRESH : LEAST_PAUSE) >= 0;
    }

    private Known fetch(String address, @org.jspecify.annotations.Nullable Known before, Instant now) {
        JWKSet kept = before == null ? new JWKSet() : before.keys();
        return new Known(http.get(address).flatMap(ClientKeySets::read).orElse(kept), now);
    }

    private static Optional<JWKSet> read(String text) {
        try {
            return Optional.of(ClientKeyRules.usable(JWKSet.parse(text)));
        } catch (java.text.ParseException _) {
            return Optional.empty();
        }
    }
}
