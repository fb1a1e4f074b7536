package org.hospiconnect.idp.session;

import java.time.Instant;

/** Sessions that were ended before their time; kept where nothing is lost. */
interface EndedSessions {

    /** In the caller's transaction; a second call changes nothing. */
    void add(String sid, Instant at, Instant expiresAt);

    boolean contains(String sid);
}
