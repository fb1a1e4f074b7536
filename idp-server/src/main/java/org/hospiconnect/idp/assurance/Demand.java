package org.hospiconnect.idp.assurance;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a request asks of the sign-in behind it.
 *
 * @param least least level, from the client's registration or {@code acr_values}
 * @param maxAge greatest age of the proof, {@code max_age}; zero asks for one made for this request
 * @param notBefore the proof must not be older than this instant: when the request with {@code prompt=login} or
 *     {@code max_age=0} began
 * @param touch how long after both factors one of them does; empty: never
 */
public record Demand(Level least, Optional<Duration> maxAge, Optional<Instant> notBefore, Optional<Duration> touch) {

    /** Is it strong enough, whatever its age? */
    public boolean isReachedBy(Assessment said, Instant now) {
        return said.reaches(least, touch, now);
    }

    /**
     * Met by what the tokens of the session will say: strength and time are of the same proof (RFC 9470 §4), and
     * {@code auth_time} never reads older than {@code max_age} allows.
     */
    public boolean isMetBy(Assessment said, Instant now) {
        boolean young =
                maxAge.map(age -> !said.authTime().plus(age).isBefore(now)).orElse(true);
        boolean fresh =
                notBefore.map(instant -> !said.authTime().isBefore(instant)).orElse(true);
        return isReachedBy(said, now) && young && fresh;
    }
}
