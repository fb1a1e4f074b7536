package org.hospiconnect.idp.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One person as the lines of a file say, before anybody known is compared. */
record WantedPerson(
        List<Integer> lines,
        PersonLine.Who who,
        List<Identifier> identifiers,
        List<Affiliation> affiliations,
        List<WorkSituation> workSituations) {

    WantedPerson {
        lines = List.copyOf(lines);
        identifiers = List.copyOf(identifiers);
        affiliations = List.copyOf(affiliations);
        workSituations = List.copyOf(workSituations);
    }

    /** What came of the lines of one person. */
    sealed interface Read {

        List<Integer> lines();

        record Right(WantedPerson person) implements Read {

            @Override
            public List<Integer> lines() {
                return person.lines();
            }
        }

        /** {@code faults} name line and column. */
        record Faulty(List<Integer> lines, List<String> faults) implements Read {}
    }

    static Read of(List<PeopleLine> lines, Map<String, Establishment> establishments, LocalDate today) {
        var faults = new ArrayList<String>();
        var read = new ArrayList<PersonLine>();
        for (PeopleLine line : lines) {
            var cells = new LineCells(line);
            if (line.faults().isEmpty()) {
                Optional<Establishment> establishment =
                        line.value(PeopleColumn.FINESS).map(establishments::get);
                read.add(PersonLine.read(cells, establishment, today));
            }
            cells.faults().forEach(fault -> faults.add("line " + line.number() + ": " + fault));
        }
        var numbers = lines.stream().map(PeopleLine::number).toList();
        if (faults.isEmpty()) {
            WantedPerson person = of(numbers, read);
            faults.addAll(person.contradictions(read));
            if (faults.isEmpty()) {
                return new Read.Right(person);
            }
        }
        return new Read.Faulty(numbers, List.copyOf(faults));
    }

    private static WantedPerson of(List<Integer> numbers, List<PersonLine> lines) {
        var identifiers = new LinkedHashSet<Identifier>();
        var affiliations = new LinkedHashSet<Affiliation>();
        var situations = new LinkedHashSet<WorkSituation>();
        for (PersonLine line : lines) {
            identifiers.addAll(line.identifiers());
            affiliations.add(line.affiliation());
            line.workSituation().ifPresent(situations::add);
        }
        return new WantedPerson(
                numbers,
                lines.getFirst().who(),
                List.copyOf(identifiers),
                List.copyOf(affiliations),
                List.copyOf(situations));
    }

    private List<String> contradictions(List<PersonLine> read) {
        var found = new ArrayList<String>();
        if (read.stream().anyMatch(line -> !line.who().equals(who))) {
            found.add("lines " + lines + " of one person differ in name, birth date, population, state or homonym");
        }
        long kinds = identifiers.stream()
                .map(known -> known.type() + known.authority().orElse(""))
                .distinct()
                .count();
        if (kinds < identifiers.size()) {
            found.add("lines " + lines + " of one person differ in an identifier or its verification");
        }
        if (workSituations.stream().map(WorkSituation::id).distinct().count() < workSituations.size()) {
            found.add("lines " + lines + " say two things of one profession, structure and mode");
        }
        return found;
    }

    List<Identifier.Key> keys() {
        return identifiers.stream().map(Identifier::key).toList();
    }

    HomonymKey homonymKey() {
        return HomonymKey.of(who.civilName(), who.birthDate());
    }

    /** {@code Camille EXEMPLE, V00101}. */
    String shown() {
        String matricules = String.join(
                " ",
                identifiers.stream()
                        .filter(known -> known.type() == Identifier.Type.MATRICULE)
                        .map(Identifier::value)
                        .toList());
        return who.exerciseName().display() + (matricules.isEmpty() ? "" : ", " + matricules);
    }
}
