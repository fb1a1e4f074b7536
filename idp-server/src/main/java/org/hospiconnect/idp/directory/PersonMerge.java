package org.hospiconnect.idp.directory;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What becomes of a person when a file speaks of it: pure. */
final class PersonMerge {

    private PersonMerge() {}

    static Person added(PersonId id, WantedPerson wanted) {
        return person(
                id,
                wanted.who(),
                new Facts(
                        wanted.identifiers(),
                        wanted.affiliations(),
                        wanted.workSituations(),
                        wanted.who().email()),
                wanted.who().state().orElse(Person.State.ACTIVE));
    }

    /**
     * What the file says replaces what is known, but an establishment's file leaves alone what is another's: its matricule, its
     * affiliation, and the work situations there that the file doesn't name.
     *
     * @param group {@code struct_idnat} of the establishments that the file does not speak for
     */
    static Person changed(Person known, WantedPerson wanted, Set<String> group) {
        return person(
                known.id(),
                wanted.who(),
                new Facts(
                        identifiers(known, wanted),
                        affiliations(known, wanted),
                        workSituations(known, wanted, group),
                        email(known, wanted)),
                state(known, wanted));
    }

    /** Which parts differ, in words; none when nothing does. */
    static List<String> differences(Person before, Person after) {
        var parts = new ArrayList<String>();
        note(parts, "civil name", before.civilName().equals(after.civilName()));
        note(parts, "exercise name", before.exerciseName().equals(after.exerciseName()));
        note(parts, "birth date", before.birthDate().equals(after.birthDate()));
        note(parts, "population", before.population().equals(after.population()));
        note(parts, "identifiers", same(before.identifiers(), after.identifiers()));
        note(parts, "affiliations", same(before.affiliations(), after.affiliations()));
        note(parts, "work situations", same(before.workSituations(), after.workSituations()));
        note(parts, "e-mail", before.email().equals(after.email()));
        note(parts, "state", before.state() == after.state());
        boolean sameDates = before.start().equals(after.start()) && before.end().equals(after.end());
        note(parts, "dates", sameDates);
        return List.copyOf(parts);
    }

    private static void note(List<String> parts, String part, boolean isSame) {
        if (!isSame) {
            parts.add(part);
        }
    }

    private static boolean same(List<?> before, List<?> after) {
        return before.size() == after.size() && new HashSet<>(before).equals(new HashSet<>(after));
    }

    // Ending a suspension is an officer's act, never a file's.
    private static Person.State state(Person known, WantedPerson wanted) {
        return known.state() == Person.State.SUSPENDED
                ? known.state()
                : wanted.who().state().orElse(known.state());
    }

    private static List<Identifier> identifiers(Person known, WantedPerson wanted) {
        var kept = known.identifiers().stream()
                .filter(old -> wanted.identifiers().stream().noneMatch(fresh -> replaces(fresh, old)));
        return Stream.concat(kept, wanted.identifiers().stream().map(fresh -> verified(known, fresh)))
                .toList();
    }

    private static boolean replaces(Identifier fresh, Identifier old) {
        return fresh.type() == old.type() && fresh.authority().equals(old.authority());
    }

    // The later verification of one number stays.
    private static Identifier verified(Person known, Identifier fresh) {
        return known.identifiers().stream()
                .filter(fresh::names)
                .filter(old -> old.verifiedAt()
                        .orElse(Instant.MIN)
                        .isAfter(fresh.verifiedAt().orElse(Instant.MIN)))
                .findFirst()
                .orElse(fresh);
    }

    // A file without addresses takes none away; the later verification of one address stays.
    private static Optional<Email> email(Person known, WantedPerson wanted) {
        Optional<Email> old = known.email();
        Optional<Email> fresh = wanted.who().email();
        boolean same = fresh.map(Email::address).equals(old.map(Email::address));
        boolean later = verification(old).isAfter(verification(fresh));
        return fresh.isEmpty() || (same && later) ? old : fresh;
    }

    private static Instant verification(Optional<Email> email) {
        return email.flatMap(Email::verifiedAt).orElse(Instant.MIN);
    }

    private static List<Affiliation> affiliations(Person known, WantedPerson wanted) {
        var kept = known.affiliations().stream()
                .filter(old -> wanted.affiliations().stream()
                        .noneMatch(fresh -> fresh.finess().equals(old.finess())));
        return Stream.concat(kept, wanted.affiliations().stream()).toList();
    }

    private static List<WorkSituation> workSituations(Person known, WantedPerson wanted, Set<String> group) {
        var kept = known.workSituations().stream()
                .filter(old -> group.contains(old.structIdNat()))
                .filter(old -> wanted.workSituations().stream()
                        .noneMatch(fresh -> fresh.id().equals(old.id())));
        return Stream.concat(kept, wanted.workSituations().stream()).toList();
    }

    private record Facts(
            List<Identifier> identifiers,
            List<Affiliation> affiliations,
            List<WorkSituation> situations,
            Optional<Email> email) {

        LocalDate start() {
            return affiliations.stream()
                    .map(Affiliation::start)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }

        Optional<LocalDate> end() {
            boolean open = affiliations.stream().anyMatch(one -> one.end().isEmpty());
            return open
                    ? Optional.empty()
                    : affiliations.stream().flatMap(one -> one.end().stream()).max(Comparator.naturalOrder());
        }
    }

    // Somebody works here from the first day of any affiliation to the last day of all.
    private static Person person(PersonId id, PersonLine.Who who, Facts facts, Person.State state) {
        return new Person(
                id,
                who.civilName(),
                who.exerciseName(),
                who.birthDate(),
                who.population(),
                facts.identifiers(),
                facts.affiliations(),
                facts.situations(),
                state,
                facts.start(),
                facts.end(),
                facts.email());
    }
}
