package org.hospiconnect.idp.directory;

import static org.hospiconnect.idp.directory.PeopleColumn.ADELI;
import static org.hospiconnect.idp.directory.PeopleColumn.BIRTH_DATE;
import static org.hospiconnect.idp.directory.PeopleColumn.CIVIL_FAMILY;
import static org.hospiconnect.idp.directory.PeopleColumn.CIVIL_GIVEN;
import static org.hospiconnect.idp.directory.PeopleColumn.DIRECTORY_GUID;
import static org.hospiconnect.idp.directory.PeopleColumn.EMAIL;
import static org.hospiconnect.idp.directory.PeopleColumn.EMAIL_VERIFIED_AT;
import static org.hospiconnect.idp.directory.PeopleColumn.END;
import static org.hospiconnect.idp.directory.PeopleColumn.EXERCISE_FAMILY;
import static org.hospiconnect.idp.directory.PeopleColumn.EXERCISE_GIVEN;
import static org.hospiconnect.idp.directory.PeopleColumn.FINESS;
import static org.hospiconnect.idp.directory.PeopleColumn.HOMONYM;
import static org.hospiconnect.idp.directory.PeopleColumn.MATRICULE;
import static org.hospiconnect.idp.directory.PeopleColumn.POPULATION;
import static org.hospiconnect.idp.directory.PeopleColumn.RPPS;
import static org.hospiconnect.idp.directory.PeopleColumn.RPPS_VERIFIED_AT;
import static org.hospiconnect.idp.directory.PeopleColumn.RPPS_VERIFIED_BY;
import static org.hospiconnect.idp.directory.PeopleColumn.START;
import static org.hospiconnect.idp.directory.PeopleColumn.STATE;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one line says: a person, in one establishment, in at most one work situation. */
record PersonLine(
        Who who, List<Identifier> identifiers, Affiliation affiliation, Optional<WorkSituation> workSituation) {

    private static final LocalDate OLDEST_BIRTH = LocalDate.of(1900, 1, 1);
    private static final String EMAIL_FORM =
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+";
    private static final String GUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    /**
     * What all lines of one person must say alike.
     *
     * @param homonym the operator's decision: {@code distinct}, or the local id of the person that this one is
     */
    record Who(
            Person.Name civilName,
            Person.Name exerciseName,
            LocalDate birthDate,
            String population,
            Optional<Person.State> state,
            Optional<Email> email,
            Optional<String> homonym) {}

    /** Reads one line; its faults stay in {@code cells}. */
    static PersonLine read(LineCells cells, Optional<Establishment> establishment, LocalDate today) {
        String finess = cells.required(FINESS);
        if (!finess.isEmpty() && establishment.isEmpty()) {
            cells.fault(FINESS, "no establishment of this deployment");
        }
        return new PersonLine(
                who(cells, today),
                identifiers(cells, finess, today),
                affiliation(cells, finess),
                establishment.flatMap(known -> SituationCells.read(cells, known)));
    }

    private static Who who(LineCells cells, LocalDate today) {
        var civil = new Person.Name(cells.required(CIVIL_FAMILY), cells.required(CIVIL_GIVEN));
        LocalDate birth = cells.requiredDate(BIRTH_DATE);
        if (birth.isBefore(OLDEST_BIRTH) || birth.isAfter(today)) {
            cells.fault(BIRTH_DATE, "expected a day between 1900 and today");
        }
        cells.required(POPULATION);
        return new Who(
                civil,
                new Person.Name(
                        cells.text(EXERCISE_FAMILY).orElse(civil.family()),
                        cells.text(EXERCISE_GIVEN).orElse(civil.given())),
                birth,
                cells.matching(POPULATION, "[a-z][a-z0-9-]{0,49}", "a word in small letters, as in the settings")
                        .orElse(""),
                cells.parsed(STATE, "ACTIVE, SUSPENDED or DEPARTED", Person.State::valueOf),
                email(cells, today),
                cells.matching(HOMONYM, "distinct|" + GUID_FORM, "distinct, or the local id of a person"));
    }

    private static Optional<Email> email(LineCells cells, LocalDate today) {
        Optional<String> address = cells.matching(EMAIL, EMAIL_FORM, "an e-mail address");
        Optional<LocalDate> verifiedOn = cells.date(EMAIL_VERIFIED_AT);
        if (verifiedOn.filter(day -> day.isAfter(today)).isPresent()) {
            cells.fault(EMAIL_VERIFIED_AT, "lies in the future");
        }
        if (verifiedOn.isPresent() && address.isEmpty()) {
            cells.fault(EMAIL, "is missing, and said to be verified");
        }
        return address.map(value -> new Email(value, verifiedOn.map(PersonLine::morning)));
    }

    private static Instant morning(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static List<Identifier> identifiers(LineCells cells, String finess, LocalDate today) {
        var identifiers = new ArrayList<Identifier>();
        cells.matching(MATRICULE, "[^\\s:/]{1,50}", "a word of at most 50 characters, without : or /")
                .map(value -> Identifier.matricule(value, finess))
                .ifPresent(identifiers::add);
        rpps(cells, today).ifPresent(identifiers::add);
        cells.matching(ADELI, "[0-9A-Z]{9}", "nine digits or capitals")
                .map(value -> Identifier.of(Identifier.Type.ADELI, value))
                .ifPresent(identifiers::add);
        cells.matching(DIRECTORY_GUID, GUID_FORM, "a GUID")
                .map(value -> Identifier.of(Identifier.Type.DIRECTORY_GUID, value.toLowerCase(java.util.Locale.ROOT)))
                .ifPresent(identifiers::add);
        if (identifiers.isEmpty() && cells.faults().isEmpty()) {
            cells.fault(MATRICULE, "is missing, and there is no other identifier");
        }
        return List.copyOf(identifiers);
    }

    private static Optional<Identifier> rpps(LineCells cells, LocalDate today) {
        Optional<String> digits = cells.matching(RPPS, "[0-9]{11}", "eleven digits");
        Optional<LocalDate> verifiedOn = cells.date(RPPS_VERIFIED_AT);
        Optional<String> verifiedBy = cells.text(RPPS_VERIFIED_BY);
        if (verifiedOn.filter(day -> day.isAfter(today)).isPresent()) {
            cells.fault(RPPS_VERIFIED_AT, "lies in the future");
        }
        if (verifiedOn.isPresent() != verifiedBy.isPresent()) {
            cells.fault(
                    verifiedOn.isPresent() ? RPPS_VERIFIED_BY : RPPS_VERIFIED_AT,
                    "is missing: a verification has a day and a source");
        }
        if (verifiedOn.isPresent() && digits.isEmpty()) {
            cells.fault(RPPS, "is missing, and said to be verified");
        }
        return digits.map(value -> new Identifier(
                Identifier.Type.RPPS, value, Optional.empty(), verifiedOn.map(PersonLine::morning), verifiedBy));
    }

    private static Affiliation affiliation(LineCells cells, String finess) {
        LocalDate start = cells.requiredDate(START);
        Optional<LocalDate> end = cells.date(END);
        if (end.filter(day -> day.isBefore(start)).isPresent()) {
            cells.fault(END, "lies before start");
        }
        return new Affiliation(finess, start, end);
    }
}
