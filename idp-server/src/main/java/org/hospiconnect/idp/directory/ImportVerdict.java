package org.hospiconnect.idp.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a person of a file is to the people known. */
sealed interface ImportVerdict {

    record New(Person person) implements ImportVerdict {}

    record Changed(Person person, List<String> parts) implements ImportVerdict {}

    record Unchanged(Person person) implements ImportVerdict {}

    /** Same name and birth date as somebody with whom no identifier is shared: an operator decides. */
    record Homonym(String of) implements ImportVerdict {}

    record Faulty(String reason) implements ImportVerdict {}

    String DISTINCT = "distinct";

    /**
     * The decision.
     *
     * @param named people known who have one of its identifiers
     * @param homonyms people known of its name and birth date
     * @param others {@code struct_idnat} of the establishments that the file doesn't speak for
     */
    static ImportVerdict of(WantedPerson wanted, List<Person> named, List<Person> homonyms, Set<String> others) {
        if (named.size() > 1) {
            return new Faulty("its identifiers belong to several people: " + ids(named));
        }
        if (named.size() == 1) {
            Person known = named.getFirst();
            return isSomebodyElse(known, wanted)
                    ? new Faulty(
                            "one of its identifiers belongs to somebody of another name and birth date: " + known.id())
                    : compared(known, wanted, others);
        }
        Optional<String> decision = wanted.who().homonym();
        if (decision.equals(Optional.of(DISTINCT)) || (decision.isEmpty() && homonyms.isEmpty())) {
            return new New(PersonMerge.added(new PersonId(UUID.randomUUID()), wanted));
        }
        if (decision.isEmpty()) {
            return new Homonym(ids(homonyms));
        }
        return homonyms.stream()
                .filter(known -> decision.get().equalsIgnoreCase(known.id().toString()))
                .findFirst()
                .map(known -> compared(known, wanted, others))
                .orElseGet(() -> new Faulty("homonym: no person of this name and birth date has that local id"));
    }

    /** What to look at, although it hinders nothing. */
    static List<String> warnings(WantedPerson wanted, List<Person> named) {
        var warnings = new ArrayList<String>();
        Optional<Identifier> rpps = wanted.identifiers().stream()
                .filter(known -> known.type() == Identifier.Type.RPPS)
                .findFirst();
        if (rpps.filter(number -> !new RppsNumber(number.value()).keyIsRight()).isPresent()) {
            warnings.add("rpps: the key digit is wrong");
        }
        for (Person known : named) {
            boolean other = known.identifier(Identifier.Type.RPPS)
                    .filter(old -> rpps.isPresent() && !old.names(rpps.get()))
                    .isPresent();
            if (other) {
                warnings.add("rpps: replaces another number");
            }
            boolean lifts = known.state() == Person.State.SUSPENDED
                    && wanted.who()
                            .state()
                            .filter(state -> state != Person.State.SUSPENDED)
                            .isPresent();
            if (lifts) {
                warnings.add("state: stays SUSPENDED, which a file does not lift");
            }
        }
        return List.copyOf(warnings);
    }

    private static ImportVerdict compared(Person known, WantedPerson wanted, Set<String> others) {
        Person after = PersonMerge.changed(known, wanted, others);
        var parts = PersonMerge.differences(known, after);
        return parts.isEmpty() ? new Unchanged(known) : new Changed(after, parts);
    }

    // A number that was given again, or typed wrong, must not give one person's rights to another.
    private static boolean isSomebodyElse(Person known, WantedPerson wanted) {
        boolean sameBirth = known.birthDate().equals(wanted.who().birthDate());
        var knownName = HomonymKey.of(known.civilName(), wanted.who().birthDate());
        return !sameBirth && !knownName.equals(wanted.homonymKey());
    }

    private static String ids(List<Person> people) {
        return String.join(
                ", ", people.stream().map(person -> person.id().toString()).toList());
    }
}
