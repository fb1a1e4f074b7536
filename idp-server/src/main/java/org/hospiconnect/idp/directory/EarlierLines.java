package org.hospiconnect.idp.directory;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who already stood in the file: what a later line may not say again. */
final class EarlierLines {

    private final Map<Identifier.Key, Integer> identifiers = new HashMap<>();
    private final Map<PersonId, Integer> people = new HashMap<>();
    private final Map<HomonymKey, Integer> homonyms = new HashMap<>();

    /** The verdict, given those who came before in the file. */
    ImportVerdict corrected(WantedPerson wanted, ImportVerdict found) {
        Optional<Integer> sameKey = wanted.keys().stream()
                .filter(identifiers::containsKey)
                .findFirst()
                .map(identifiers::get);
        Optional<Integer> same = sameKey.or(() -> person(found).map(people::get));
        if (same.isPresent()) {
            return new ImportVerdict.Faulty(
                    "the person already stands at line " + same.get() + ": lines of one person stand together");
        }
        boolean undecided = found instanceof ImportVerdict.New
                && wanted.who().homonym().isEmpty()
                && homonyms.containsKey(wanted.homonymKey());
        return undecided ? new ImportVerdict.Homonym("line " + homonyms.get(wanted.homonymKey())) : found;
    }

    void note(WantedPerson wanted, ImportVerdict verdict) {
        int line = wanted.lines().getFirst();
        wanted.keys().forEach(key -> identifiers.putIfAbsent(key, line));
        person(verdict).ifPresent(person -> people.putIfAbsent(person, line));
        if (verdict instanceof ImportVerdict.New) {
            homonyms.putIfAbsent(wanted.homonymKey(), line);
        }
    }

    private static Optional<PersonId> person(ImportVerdict verdict) {
        return switch (verdict) {
            case ImportVerdict.New fresh -> Optional.of(fresh.person().id());
            case ImportVerdict.Changed known -> Optional.of(known.person().id());
            case ImportVerdict.Unchanged known -> Optional.of(known.person().id());
            case ImportVerdict.Homonym _, ImportVerdict.Faulty _ -> Optional.empty();
        };
    }
}
