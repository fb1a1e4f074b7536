package org.hospiconnect.idp.authenticator;

import java.util.Optional;

/** Challenges under way: one an owner, each answered once. */
interface Challenges {

    /** Replaces the owner's previous one. */
    void put(Challenge challenge);

    Optional<Challenge> find(String owner);

    /** Takes it away: a second call finds nothing. */
    Optional<Challenge> take(String owner);
}
