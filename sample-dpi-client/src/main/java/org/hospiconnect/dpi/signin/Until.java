package org.hospiconnect.dpi.signin;

import java.time.Duration;
import java.time.Instant;

/**
 * Until when a session lasts at the provider.
 *
 * @param idle unless somebody is there before
 * @param end whatever happens
 */
public record Until(Instant idle, Instant end) {

    /** What the page counts down from: seconds, so that its own clock doesn't matter. */
    public String left(Instant now) {
        return "idle=" + seconds(now, idle) + ", end=" + seconds(now, end);
    }

    private static long seconds(Instant now, Instant then) {
        return Math.max(0, Duration.between(now, then).toSeconds());
    }
}
