package org.hospiconnect.idp.session;

import java.time.Duration;
import org.hospiconnect.idp.authenticator.Touches;
import org.hospiconnect.idp.authenticator.Verification.Verified;
import org.hospiconnect.idp.workstation.Place;
import org.hospiconnect.idp.workstation.PostRules;

/**
 * When both factors of a means were last given on a shared post: within the window a touch of the same means does there (RIE v1 EXI 14, v2
 * EXI RIE-PS 10). What opens a window may be lost, what closes it is not.
 */
public interface TouchWindows {

    /** No window is longer; what closed it is kept a little more. */
    Duration LONGEST = Duration.ofHours(5);

    /**
     * Somebody proved it there, in this session: with both factors a window opens; a touch opens none and makes none longer, and what is
     * typed has no touch.
     */
    void note(Verified by, String sid, Place place, PostRules rules);

    /** Of whom a touch does there now, for an application that takes it so long after both factors. */
    Touches open(Place place, PostRules rules, Duration window);

    /**
     * The person of a session that is over leaves only now: both factors are asked again. See {@link Sessions#leave}.
     *
     * @param cookie of the browser, as it is
     */
    void closeLeft(String cookie);
}
