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

    /** Those of these ids that are known, in their order. */
    List<Authenticator> of(List<String> ids);

    /** The first person from this place on, among all, who holds an active one of this kind; empty where nobody does. */
    Optional<PersonId> someHolder(String kind, PersonId from);

    /** False, and nothing changed, when anybody already holds this handle, or this person the one means of its kind that one may have. */
    boolean add(Authenticator authenticator);

    /** All means of this model that are not revoked, by person. */
    List<Authenticator> ofModel(String model);

    /**
     * It was used: moves the counter forward only; false when it did not move forward (both zero is allowed).
     *
     * @param backup where its key is, by what it said now
     */
    boolean advanceCounter(String id, long counter, KeyFacts.Backup backup);

    void changeState(String id, Authenticator.State state);
}
