package org.hospiconnect.idp.session;

import java.time.Duration;
import java.util.Optional;
import org.hospiconnect.idp.client.LongestSession;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of a session (RIE v2 EXI RIE-PS 13).
 *
 * @param lifetime from sign-in to the end, whatever happens; at most 4 h
 * @param idle without anybody being there; at most 30 min
 * @param activityPerMinute how often an application may report that the person of one session is there
 * @param assurancePerMinute how often an application may ask what the level of one session rests on
 * @param mostPerPerson sessions that one person may have open; one more ends the one that was idle for longest; 1 to 100
 * @param reservation the recorded reservation that allows more than these; its text is shown in the trail
 */
@ConfigurationProperties(prefix = "hospiconnect.session", ignoreUnknownFields = false)
record SessionSettings(
        @DefaultValue("4h") Duration lifetime,
        @DefaultValue("30m") Duration idle,
        @DefaultValue("1") int activityPerMinute,
        @DefaultValue("30") int assurancePerMinute,
        @DefaultValue("10") int mostPerPerson,
        Optional<String> reservation)
        implements LongestSession {

    private static final Duration LONGEST = Duration.ofHours(4);

    /** Marks of what was ended are kept 30 days; nothing they end may live as long. */
    private static final Duration LONGEST_EVER = Duration.ofDays(7);

    /** Each sign-in beyond looks at all of them. */
    private static final int MOST_EVER = 100;

    private static final Duration LONGEST_IDLE = Duration.ofMinutes(30);

    SessionSettings {
        boolean loosened = lifetime.compareTo(LONGEST) > 0 || idle.compareTo(LONGEST_IDLE) > 0;
        if (loosened && reservation.filter(text -> !text.isBlank()).isEmpty()) {
            throw new IllegalArgumentException(
                    "hospiconnect.session: more than 4 h or 30 min idle needs hospiconnect.session.reservation");
        }
        if (lifetime.compareTo(LONGEST_EVER) > 0) {
            throw new IllegalArgumentException(
                    "hospiconnect.session.lifetime: at most 7 days, whatever the reservation");
        }
        if (activityPerMinute < 1) {
            throw new IllegalArgumentException("hospiconnect.session.activity-per-minute: at least 1");
        }
        if (!lifetime.isPositive() || !idle.isPositive()) {
            throw new IllegalArgumentException("hospiconnect.session: lifetime and idle are longer than zero");
        }
        if (mostPerPerson < 1 || mostPerPerson > MOST_EVER) {
            throw new IllegalArgumentException("hospiconnect.session.most-per-person: from 1 to " + MOST_EVER);
        }
    }

    Limits limits() {
        return new Limits(idle, lifetime);
    }
}
