package org.hospiconnect.idp.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One line of a people file: its values that aren't blank, by column, and what is wrong with the line as a whole. */
record PeopleLine(int number, Map<PeopleColumn, String> values, List<String> faults) {

    PeopleLine {
        values = Map.copyOf(values);
        faults = List.copyOf(faults);
    }

    static PeopleLine faulty(int number, String fault) {
        return new PeopleLine(number, Map.of(), List.of(fault));
    }

    boolean isBlank() {
        return values.isEmpty() && faults.isEmpty();
    }

    Optional<String> value(PeopleColumn column) {
        return Optional.ofNullable(values.get(column));
    }

    /** Lines of one person stand together: the same matricule of the same establishment, or the same RPPS number. */
    boolean isSamePerson(PeopleLine next) {
        boolean sameMatricule = shares(next, PeopleColumn.MATRICULE) && shares(next, PeopleColumn.FINESS);
        return sameMatricule || shares(next, PeopleColumn.RPPS);
    }

    private boolean shares(PeopleLine other, PeopleColumn column) {
        return value(column).isPresent() && value(column).equals(other.value(column));
    }
}
