package org.hospiconnect.idp.value;

import java.time.Duration;
import java.util.Locale;

/** How often something may be tried; a rate limit, not a fact. */
public interface Throttle {

    /** All that is limited so; the test of all limits drives each. */
    enum Limit {
        /** Challenges of one sign-in or enrolment. */
        BEGIN,
        /** Failed ceremonies from one address. */
        FAILED,
        /** Sign-ins of one browser that are kept. */
        SIGNIN_BROWSER,
        /** The same from one address. */
        SIGNIN_ADDRESS,
        /** Pushed requests of applications that prove nothing, from one address. */
        PUSHED_ADDRESS;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Counts this try of {@code whose}; false when there were more than {@code most} within {@code window}. */
    boolean allows(Limit limit, String whose, int most, Duration window);

    /** Counts one, whose window begins with the first. */
    void count(Limit limit, String whose, Duration window);

    /** Were there {@code most} within the window? Counts nothing. */
    boolean isSpent(Limit limit, String whose, int most);
}
