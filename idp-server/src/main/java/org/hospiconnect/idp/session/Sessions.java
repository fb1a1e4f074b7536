package org.hospiconnect.idp.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.workstation.Place;

/** Open sessions; a session past its 4 h or its 30 min of idleness is not found. */
public interface Sessions {

    /** Opens a session and returns it with the secret for the cookie; on a shared post it takes the place of the one before. */
    Opened open(PersonId person, Proof proof, Place place);

    /** Adds a proof of the same person; the cookie secret is renewed, the old one is dead. Empty when it has ended meanwhile. */
    Optional<Opened> addProof(Session session, Proof proof, Place place);

    /** By cookie secret; somebody is there, so idleness starts again. */
    Optional<Session> findByCookie(String cookie);

    /**
     * The same for an application that has somebody there more often.
     *
     * @param idle longer ago than that, nobody is noted: the application asks for a proof
     */
    Optional<Session> findByCookie(String cookie, Optional<Duration> idle);

    /** The same, by a request that no person made: nobody is there. */
    Optional<Session> peekByCookie(String cookie);

    /** By {@code sid}; token traffic is not activity. */
    Optional<Session> find(String sid);

    /** Somebody is there, as an application saw: idleness starts again. */
    Optional<Session> touch(String sid);

    /** Those of the person that are open, the one that was used last first. */
    List<Session> findByPerson(PersonId person);

    /** The session that was opened last on a shared post, if it is open still. */
    Optional<Session> findByPost(String post);

    /** From now on the session keeps within these limits; what another application shortened more stays so. */
    void shorten(Session session, Limits limits);

    void chooseWorkSituation(String sid, String situation);

    void end(String sid);

    /** The same for a person who leaves, or whom somebody lets leave: both factors are asked again, too. A fact in the caller's transaction. */
    void leave(Session session);

    /** Ends what the person has open, on every post; a fact in the caller's transaction. */
    void endAllOf(PersonId person);

    /** Ends what everybody has open; a fact in the caller's transaction. */
    void endAll();

    /** How long a session lasts at most. */
    Duration lifetime();

    /**
     * A session and the secret for the browser, 256 bits; the store keeps its hash only.
     *
     * @param before the session that was open on the shared post, whoever's; the caller ends it
     * @param beyond those of the person that are too many now, idle for longest last; the caller ends them
     */
    record Opened(Session session, String cookie, Optional<Session> before, List<Session> beyond) {

        public Opened {
            beyond = List.copyOf(beyond);
        }

        @Override
        public String toString() {
            return "Opened[" + session.sid() + "]";
        }
    }
}
