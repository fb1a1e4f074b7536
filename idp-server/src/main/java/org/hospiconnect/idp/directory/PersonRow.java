package org.hospiconnect.idp.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** A row of {@code people}, under the names of its columns; many are written in one statement as one JSON array. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record PersonRow(
        UUID id,
        String civilFamily,
        String civilGiven,
        String exerciseFamily,
        String exerciseGiven,
        LocalDate birthDate,
        String homonymKey,
        String population,
        List<Affiliation> affiliations,
        List<WorkSituation> workSituations,
        Person.State state,
        LocalDate startDate,
        Optional<LocalDate> endDate,
        Optional<String> email,
        Optional<Instant> emailVerifiedAt) {

    private static final TypeReference<List<Identifier>> IDENTIFIERS = new TypeReference<>() {};
    private static final TypeReference<List<Affiliation>> AFFILIATIONS = new TypeReference<>() {};
    private static final TypeReference<List<WorkSituation>> SITUATIONS = new TypeReference<>() {};

    static PersonRow of(Person person) {
        return new PersonRow(
                person.id().value(),
                person.civilName().family(),
                person.civilName().given(),
                person.exerciseName().family(),
                person.exerciseName().given(),
                person.birthDate(),
                HomonymKey.of(person.civilName(), person.birthDate()).value(),
                person.population(),
                person.affiliations(),
                person.workSituations(),
                person.state(),
                person.start(),
                person.end(),
                person.email().map(Email::address),
                person.email().flatMap(Email::verifiedAt));
    }

    static Person person(ResultSet row, JsonMapper json) throws SQLException {
        return new Person(
                PersonId.of(row.getString("id")),
                new Person.Name(row.getString("civil_family"), row.getString("civil_given")),
                new Person.Name(row.getString("exercise_family"), row.getString("exercise_given")),
                row.getObject("birth_date", LocalDate.class),
                row.getString("population"),
                json.readValue(row.getString("identifiers"), IDENTIFIERS),
                json.readValue(row.getString("affiliations"), AFFILIATIONS),
                json.readValue(row.getString("work_situations"), SITUATIONS),
                Person.State.valueOf(row.getString("state")),
                row.getObject("start_date", LocalDate.class),
                Optional.ofNullable(row.getObject("end_date", LocalDate.class)),
                email(row));
    }

    private static Optional<Email> email(ResultSet row) throws SQLException {
        Optional<Instant> verifiedAt = Optional.ofNullable(row.getObject("email_verified_at", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
        return Optional.ofNullable(row.getString("email")).map(address -> new Email(address, verifiedAt));
    }

    /** The person, with what stands in {@code identifiers}. */
    Person person(List<Identifier> identifiers) {
        return new Person(
                new PersonId(id),
                new Person.Name(civilFamily, civilGiven),
                new Person.Name(exerciseFamily, exerciseGiven),
                birthDate,
                population,
                identifiers,
                affiliations,
                workSituations,
                state,
                startDate,
                endDate,
                email.map(address -> new Email(address, emailVerifiedAt)));
    }

    /** A row of {@code identifiers}. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Named(
            Identifier.Type type,
            String authority,
            String value,
            UUID person,
            Optional<Instant> verifiedAt,
            Optional<String> verifiedBy) {

        static Named of(Person person, Identifier identifier) {
            return new Named(
                    identifier.type(),
                    identifier.authority().orElse(""),
                    identifier.value(),
                    person.id().value(),
                    identifier.verifiedAt(),
                    identifier.verifiedBy());
        }
    }
}
