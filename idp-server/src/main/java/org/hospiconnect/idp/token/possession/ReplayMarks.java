package org.hospiconnect.idp.token.possession;

import java.time.Duration;

/** What may be shown once, remembered by all nodes until it would have expired anyway. */
public interface ReplayMarks {

    /**
     * True for the first caller, false for every other.
     *
     * @param kind what is shown, so that one sort of name never stands for another
     * @param name whose and which; of any length, a hash is kept
     */
    boolean claim(String kind, String name, Duration life);
}
