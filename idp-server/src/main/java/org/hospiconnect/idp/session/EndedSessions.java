package org.hospiconnect.idp.session;

import java.time.Instant;
import org.hospiconnect.idp.directory.PersonId;

/** Sessions that were ended before their time; kept where nothing is lost. */
interface EndedSessions {

    /** In the caller's transaction; a second call changes nothing. */
    void add(String sid, Instant at, Instant expiresAt);

    /** All sessions that the person has now; the same person may open new ones. In the caller's transaction. */
    void addAllOf(PersonId person, Instant at, Instant expiresAt);

    /** All sessions that there are now, of everybody. In the caller's transaction. */
    void addAll(Instant at, Instant expiresAt);
}
