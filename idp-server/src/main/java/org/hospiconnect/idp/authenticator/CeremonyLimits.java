package org.hospiconnect.idp.authenticator;

import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * How often a ceremony may be tried: each sign-in or enrolment by itself, so that nobody uses up what others behind the same
 * address need; and failures from one address, much wider.
 */
@Component
class CeremonyLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Throttle throttle;
    private final CeremonySettings settings;

    CeremonyLimits(Throttle throttle, CeremonySettings settings) {
        this.throttle = throttle;
        this.settings = settings;
    }

    /** @param owner the sign-in or enrolment */
    boolean mayBegin(String owner) {
        return throttle.allows("begin:" + owner, settings.attemptsPerMinute(), MINUTE);
    }

    boolean areFailuresTooMany(String source) {
        return throttle.isSpent("failed:" + source, settings.failuresPerMinute());
    }

    /** Giving up is none, and what is refused unread adds nothing. */
    void note(RefusalReason reason, String source) {
        if (reason != RefusalReason.GIVEN_UP && reason != RefusalReason.TOO_MANY_ATTEMPTS) {
            throttle.count("failed:" + source, MINUTE);
        }
    }
}
