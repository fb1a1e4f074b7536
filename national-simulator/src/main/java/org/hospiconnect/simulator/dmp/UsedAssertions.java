package org.hospiconnect.simulator.dmp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Identifiers of the assertions that have served, kept as long as one of them could still be valid. */
@Component
class UsedAssertions {

    private final ConcurrentHashMap<String, Instant> seen = new ConcurrentHashMap<>();
    private final Duration kept;
    private final Clock clock;

    UsedAssertions(DmpSettings settings, Clock clock) {
        this.kept = settings.lifetime().plus(settings.skew().multipliedBy(2));
        this.clock = clock;
    }

    /** {@code true} the first time only. */
    boolean use(String id) {
        Instant now = clock.instant();
        seen.values().removeIf(until -> until.isBefore(now));
        return seen.putIfAbsent(id, now.plus(kept)) == null;
    }
}
