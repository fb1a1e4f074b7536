package org.hospiconnect.idp.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** All people this deployment knows. */
public interface People {

    Optional<Person> find(PersonId id);

    /** By exact identifier; for a {@code MATRICULE} the authority (FINESS) counts too. */
    Optional<Person> find(Identifier identifier);

    /** By what an operator types: local id, RPPS, matricule (alone, or {@code FINESS:matricule}). */
    List<Person> findByWord(String word);

    /** People of the same civil name (accents, case and punctuation aside) and birth date. */
    List<Person> findHomonyms(Person.Name civilName, LocalDate birthDate);

    List<Person> all();

    void add(Person person);

    /** Replaces everything but the id. */
    void change(Person person);
}
