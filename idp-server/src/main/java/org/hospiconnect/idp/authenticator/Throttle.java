package org.hospiconnect.idp.authenticator;

import java.time.Duration;

/** How often something may be tried; a rate limit, not a fact. */
public interface Throttle {

    /** Counts this try; false when there were more than {@code most} of this {@code name} within {@code window}. */
    boolean allows(String name, int most, Duration window);

    /** Counts one of this {@code name}, whose window begins with the first. */
    void count(String name, Duration window);

    /** Were there {@code most} of this {@code name} within its window? Counts nothing. */
    boolean isSpent(String name, int most);
}
