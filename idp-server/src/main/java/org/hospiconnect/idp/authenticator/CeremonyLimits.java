package org.hospiconnect.idp.authenticator;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.hospiconnect.idp.value.Throttle;
import org.hospiconnect.idp.value.Throttle.Limit;
import org.springframework.stereotype.Component;

/**
 * How often a ceremony may be tried: each sign-in or enrolment by itself, so that nobody uses up what others behind the same
 * address need; and failures from one address, much wider.
 */
@Component
class CeremonyLimits {

    static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Set<RefusalReason> HARMLESS = EnumSet.of(
            RefusalReason.TOO_MANY_ATTEMPTS,
            RefusalReason.MEANS_NOT_ACCEPTED,
            RefusalReason.GIVEN_UP,
            RefusalReason.KEY_CANNOT_VERIFY,
            RefusalReason.KEY_NOT_SUPPORTED,
            RefusalReason.PAGE_NOT_TRUSTED,
            RefusalReason.CHALLENGE_NOT_GIVEN,
            RefusalReason.BROWSER_FAILED);

    private final Throttle throttle;
    private final CeremonySettings settings;

    CeremonyLimits(Throttle throttle, CeremonySettings settings) {
        this.throttle = throttle;
        this.settings = settings;
    }

    /** @param owner the sign-in or enrolment */
    boolean mayBegin(String owner) {
        return throttle.allows(Limit.BEGIN, owner, settings.attemptsPerMinute(), MINUTE);
    }

    boolean areFailuresTooMany(String source) {
        return throttle.isSpent(Limit.FAILED, source, settings.failuresPerMinute());
    }

    boolean mayType(String source) {
        return throttle.allows(Limit.TYPED_ADDRESS, source, settings.typedPerMinute(), MINUTE);
    }

    /** What the browser met is none, and what is refused unread adds nothing. */
    void note(RefusalReason reason, String source) {
        if (!HARMLESS.contains(reason)) {
            throttle.count(Limit.FAILED, source, MINUTE);
        }
    }
}
