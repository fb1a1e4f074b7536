package org.hospiconnect.idp.directory;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who is known, by the identifiers and by the names of one batch of a file: two look-ups. */
final class KnownPeople {

    private final Map<Identifier.Key, Person> byIdentifier = new HashMap<>();
    private final Map<PersonId, Person> byId = new HashMap<>();
    private final Map<HomonymKey, List<Person>> byName;

    private KnownPeople(List<Person> named, List<Person> homonyms) {
        for (Person person : named) {
            person.identifiers().forEach(identifier -> byIdentifier.put(identifier.key(), person));
        }
        named.forEach(person -> byId.put(person.id(), person));
        homonyms.forEach(person -> byId.put(person.id(), person));
        byName = homonyms.stream()
                .collect(Collectors.groupingBy(person -> HomonymKey.of(person.civilName(), person.birthDate())));
    }

    static KnownPeople read(PostgresPeople people, List<WantedPerson> wanted) {
        return new KnownPeople(people.findAny(keys(wanted)), people.findHomonyms(names(wanted)));
    }

    /** Nobody else changes them before the transaction ends. */
    static KnownPeople locked(PostgresPeople people, List<WantedPerson> wanted) {
        return new KnownPeople(people.lockAny(keys(wanted)), people.lockHomonyms(names(wanted)));
    }

    private static List<Identifier.Key> keys(List<WantedPerson> wanted) {
        return wanted.stream().flatMap(one -> one.keys().stream()).toList();
    }

    private static List<HomonymKey> names(List<WantedPerson> wanted) {
        return wanted.stream().map(WantedPerson::homonymKey).toList();
    }

    /** Those who have one of its identifiers. */
    List<Person> named(WantedPerson wanted) {
        return wanted.keys().stream()
                .map(byIdentifier::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Could somebody work here on this day, before the file spoke? */
    boolean couldWork(PersonId id, LocalDate day) {
        return Optional.ofNullable(byId.get(id))
                .filter(person -> person.mayWorkOn(day))
                .isPresent();
    }

    List<Person> homonyms(WantedPerson wanted) {
        return byName.getOrDefault(wanted.homonymKey(), List.of());
    }
}
