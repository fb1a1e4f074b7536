package org.hospiconnect.idp.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One professional.
 *
 * @param civilName birth name and first name
 * @param exerciseName the name used in practice, released to applications
 * @param population {@code physicians}, {@code nurses}, {@code interns}: a word of the deployment's settings
 * @param state only {@code ACTIVE} people sign in, within start and end (both included)
 */
public record Person(
        PersonId id,
        Name civilName,
        Name exerciseName,
        LocalDate birthDate,
        String population,
        List<Identifier> identifiers,
        List<Affiliation> affiliations,
        List<WorkSituation> workSituations,
        State state,
        LocalDate start,
        Optional<LocalDate> end,
        Optional<Email> email) {

    public record Name(String family, String given) {

        /** {@code Camille EXEMPLE}. */
        public String display() {
            return given + " " + family;
        }
    }

    public enum State {
        ACTIVE,
        SUSPENDED,
        DEPARTED
    }

    public Person {
        identifiers = List.copyOf(identifiers);
        affiliations = List.copyOf(affiliations);
        workSituations = List.copyOf(workSituations);
    }

    public boolean mayWorkOn(LocalDate day) {
        return state == State.ACTIVE
                && !day.isBefore(start)
                && end.map(last -> !day.isAfter(last)).orElse(true);
    }

    public Optional<Identifier> identifier(Identifier.Type type) {
        return identifiers.stream()
                .filter(identifier -> identifier.type() == type)
                .findFirst();
    }

    public Optional<RppsNumber> rpps() {
        return identifier(Identifier.Type.RPPS).map(Identifier::value).map(RppsNumber::new);
    }

    public Optional<String> matricule(String finess) {
        return identifiers.stream()
                .filter(identifier -> identifier.type() == Identifier.Type.MATRICULE)
                .filter(identifier -> identifier.authority().equals(Optional.of(finess)))
                .map(Identifier::value)
                .findFirst();
    }

    public Optional<WorkSituation> workSituation(String situation) {
        return workSituations.stream()
                .filter(known -> known.id().equals(situation))
                .findFirst();
    }
}
