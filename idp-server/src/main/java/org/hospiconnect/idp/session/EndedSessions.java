package org.hospiconnect.idp.session;

import java.time.Instant;
import java.util.List;
import org.hospiconnect.idp.directory.PersonId;

/** Sessions that were ended before their time; kept where nothing is lost. */
interface EndedSessions {

    /** In the caller's transaction; a second call changes nothing. */
    void add(String sid, Instant at, Instant expiresAt);

    /** All sessions that the person has now; the same person may open new ones. In the caller's transaction. */
    void addAllOf(PersonId person, Instant at, Instant expiresAt);

    /** What the person's touches do: both factors are asked again everywhere. In the caller's transaction. */
    void addTouchesOf(PersonId person, Instant at, Instant expiresAt);

    /** What touches do on the post, whoever's. */
    void addTouchesAt(String post, Instant at, Instant expiresAt);

    /** Those on the post of which neither that, nor all of the person's or everybody's sessions, was ended since. As it is now. */
    List<TouchWindow> open(String post, List<TouchWindow> windows);

    /** All sessions that there are now, of everybody. In the caller's transaction. */
    void addAll(Instant at, Instant expiresAt);
}
