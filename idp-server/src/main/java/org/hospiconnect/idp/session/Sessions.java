package org.hospiconnect.idp.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.PersonId;

/** Open sessions; a session past its 4 h or its 30 min of idleness is not found. */
public interface Sessions {

    /** Opens a session and returns it with the secret for the cookie. */
    Opened open(PersonId person, Proof proof);

    /** Adds a proof of the same person; the cookie secret is renewed, the old one is dead. Empty when it has ended meanwhile. */
    Optional<Opened> addProof(Session session, Proof proof);

    /** By cookie secret; somebody is there, so idleness starts again. */
    Optional<Session> findByCookie(String cookie);

    /** The same, by a request that no person made: nobody is there. */
    Optional<Session> peekByCookie(String cookie);

    /** By {@code sid}; token traffic is not activity. */
    Optional<Session> find(String sid);

    void chooseWorkSituation(String sid, String situation);

    void end(String sid);

    /** Ends what the person has open, on every post; a fact in the caller's transaction. */
    void endAllOf(PersonId person);

    /** Ends what everybody has open; a fact in the caller's transaction. */
    void endAll();

    /** When the session is over, whatever happens until then. */
    Instant endOf(Session session);

    /** How long a session lasts at most. */
    Duration lifetime();

    /** A session and the secret for the browser, 256 bits; the store keeps its hash only. */
    record Opened(Session session, String cookie) {

        @Override
        public String toString() {
            return "Opened[" + session.sid() + "]";
        }
    }
}
