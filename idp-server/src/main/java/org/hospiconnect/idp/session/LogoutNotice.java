package org.hospiconnect.idp.session;

import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.directory.PersonId;

/**
 * What one application hears, or is to hear, of the end of one session.
 *
 * @param tries begun so far
 * @param lastStatus HTTP status of the last try; empty when nothing answered
 * @param at when it was settled, or when it is tried next
 */
public record LogoutNotice(
        String sid, String client, PersonId person, State state, int tries, Optional<Integer> lastStatus, Instant at) {

    public enum State {
        /** The session is open. */
        WAITING,
        /** The session has ended; the application has not heard yet. */
        DUE,
        DELIVERED,
        /** It heard and said no. */
        REFUSED,
        /** It could not be told; not tried any more. */
        FAILED
    }
}
