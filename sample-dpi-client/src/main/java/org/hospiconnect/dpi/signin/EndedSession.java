package org.hospiconnect.dpi.signin;

import java.io.Serializable;
import java.time.Instant;

/**
 * What remains of a session that the provider ended: enough to say so, and whose it was.
 *
 * @param named what the logout token named: the session, or the person
 * @param everywhere all sessions of the person, not this one alone
 */
public record EndedSession(String subject, String named, boolean everywhere, Instant at) implements Serializable {

    /** The session attribute that holds it. */
    static final String KEY = "dpi.ended";
}
