package org.hospiconnect.idp.authenticator;

import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;

/** All means of sign-in. */
public interface Authenticators {

    Optional<Authenticator> find(String id);

    Optional<Authenticator> findByHandle(String kind, Bytes handle);

    List<Authenticator> of(PersonId person);

    /** False, and nothing changed, when anybody already holds this handle. */
    boolean add(Authenticator authenticator);

    /** Moves the counter forward only; false when it did not move forward (both zero is allowed). */
    boolean advanceCounter(String id, long counter);

    void changeState(String id, Authenticator.State state);
}
