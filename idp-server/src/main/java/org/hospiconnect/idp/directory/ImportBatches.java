package org.hospiconnect.idp.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.hospiconnect.idp.directory.WantedPerson.Read;

/** Goes through a people file some hundred people at a time: two look-ups and one write for each batch. */
final class ImportBatches {

    private static final int PEOPLE = 500;
    private static final int PROGRESS_LINES = 5_000;

    private final PostgresPeople people;
    private final Map<String, Establishment> establishments;
    private final boolean write;
    private final Consumer<ImportedPerson> classified;
    private final Consumer<PersonLeft> left;
    private final EarlierLines earlier = new EarlierLines();

    ImportBatches(
            PostgresPeople people,
            Map<String, Establishment> establishments,
            boolean write,
            Consumer<ImportedPerson> classified,
            Consumer<PersonLeft> left) {
        this.people = people;
        this.establishments = establishments;
        this.write = write;
        this.classified = classified;
        this.left = left;
    }

    void read(PeopleFile file, LocalDate today, IntConsumer progress) {
        var batch = new ArrayList<Read>();
        int said = 0;
        for (var lines = new PersonLines(file); lines.hasNext(); ) {
            Read read = WantedPerson.of(lines.next(), establishments, today);
            batch.add(read);
            if (batch.size() == PEOPLE) {
                take(batch, today);
                batch.clear();
            }
            int steps = read.lines().getLast() / PROGRESS_LINES;
            if (steps > said) {
                said = steps;
                progress.accept(steps * PROGRESS_LINES);
            }
        }
        take(batch, today);
    }

    private void take(List<Read> batch, LocalDate today) {
        var wanted = batch.stream()
                .filter(Read.Right.class::isInstance)
                .map(read -> ((Read.Right) read).person())
                .toList();
        var before = write ? KnownPeople.locked(people, wanted) : KnownPeople.read(people, wanted);
        var added = new ArrayList<Person>();
        var changed = new ArrayList<Person>();
        for (Read read : batch) {
            switch (read) {
                case Read.Faulty(var lines, var faults) ->
                    classified.accept(new ImportedPerson(lines, ImportedPerson.Kind.FAULTY, "", faults, List.of()));
                case Read.Right(var person) -> {
                    ImportVerdict verdict = judge(person, before);
                    if (verdict instanceof ImportVerdict.New fresh) {
                        added.add(fresh.person());
                    } else if (verdict instanceof ImportVerdict.Changed known) {
                        changed.add(known.person());
                    }
                }
            }
        }
        if (write) {
            people.addAll(added);
            change(changed, before, today);
        }
    }

    private void change(List<Person> changed, KnownPeople before, LocalDate today) {
        people.changeAll(changed);
        changed.stream()
                .filter(person -> !person.mayWorkOn(today) && before.couldWork(person.id(), today))
                .forEach(person -> left.accept(new PersonLeft(person.id())));
    }

    private ImportVerdict judge(WantedPerson wanted, KnownPeople known) {
        var named = known.named(wanted);
        var found = ImportVerdict.of(wanted, named, known.homonyms(wanted), others(wanted));
        ImportVerdict verdict = earlier.corrected(wanted, found);
        earlier.note(wanted, verdict);
        classified.accept(ImportedPerson.of(wanted, verdict, ImportVerdict.warnings(wanted, named)));
        return verdict;
    }

    // The establishments of the group that this person's lines don't speak for.
    private Set<String> others(WantedPerson wanted) {
        var own = wanted.affiliations().stream().map(Affiliation::finess).toList();
        return establishments.values().stream()
                .filter(one -> !own.contains(one.finess()))
                .map(Establishment::structIdNat)
                .collect(Collectors.toSet());
    }
}
