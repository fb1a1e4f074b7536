package org.hospiconnect.idp.value;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** This server's clock held against PostgreSQL's: who turns or removes for good what time has ended asks here, never one clock alone. */
@Component
public class AgreedTime {

    /** Clocks that are kept by NTP differ by milliseconds. */
    public static final Duration MOST_APART = Duration.ofMinutes(1);

    private final SharedTime shared;
    private final Clock clock;

    public AgreedTime(SharedTime shared, Clock clock) {
        this.shared = shared;
        this.clock = clock;
    }

    /** {@code Unavailable} when the two clocks are further apart than {@link #MOST_APART}. */
    public Instant now() {
        Duration ahead = Duration.between(shared.instant(), clock.instant());
        if (ahead.abs().compareTo(MOST_APART) > 0) {
            throw new Unavailable("the clock of this server is " + inWords(ahead.abs())
                    + (ahead.isNegative() ? " behind" : " ahead of") + " PostgreSQL's: set the wrong one right");
        }
        return clock.instant();
    }

    /** For what can't wait until the clocks are right. */
    public Instant ofPostgres() {
        return shared.instant();
    }

    // 2184h0m3s
    private static String inWords(Duration apart) {
        return apart.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
