package org.hospiconnect.idp.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Somebody who works here without end, changed one member at a time. */
public final class ExamplePerson {

    private PersonId id = new PersonId(UUID.randomUUID());
    private Person.Name civilName = new Person.Name("EXEMPLE", "Camille");
    private Person.Name exerciseName = civilName;
    private LocalDate birthDate = LocalDate.of(1980, 2, 3);
    private String population = "physicians";
    private List<Identifier> identifiers = List.of();
    private List<Affiliation> affiliations = List.of();
    private List<WorkSituation> situations = List.of();
    private Person.State state = Person.State.ACTIVE;
    private LocalDate start = LocalDate.of(2020, 1, 1);
    private Optional<LocalDate> end = Optional.empty();
    private Optional<Email> email = Optional.empty();

    private ExamplePerson() {}

    public static ExamplePerson one() {
        return new ExamplePerson();
    }

    public static ExamplePerson like(Person known) {
        var example = new ExamplePerson();
        example.id = known.id();
        example.civilName = known.civilName();
        example.exerciseName = known.exerciseName();
        example.birthDate = known.birthDate();
        example.population = known.population();
        example.identifiers = known.identifiers();
        example.affiliations = known.affiliations();
        example.situations = known.workSituations();
        example.state = known.state();
        example.start = known.start();
        example.end = known.end();
        example.email = known.email();
        return example;
    }

    public Person get() {
        return new Person(
                id,
                civilName,
                exerciseName,
                birthDate,
                population,
                identifiers,
                affiliations,
                situations,
                state,
                start,
                end,
                email);
    }

    public ExamplePerson id(PersonId changed) {
        id = changed;
        return this;
    }

    public ExamplePerson civilName(String family, String given) {
        civilName = new Person.Name(family, given);
        return this;
    }

    public ExamplePerson exerciseName(String family, String given) {
        exerciseName = new Person.Name(family, given);
        return this;
    }

    public ExamplePerson birthDate(LocalDate changed) {
        birthDate = changed;
        return this;
    }

    public ExamplePerson population(String changed) {
        population = changed;
        return this;
    }

    public ExamplePerson identifiers(List<Identifier> changed) {
        identifiers = changed;
        return this;
    }

    public ExamplePerson affiliations(List<Affiliation> changed) {
        affiliations = changed;
        return this;
    }

    public ExamplePerson situations(List<WorkSituation> changed) {
        situations = changed;
        return this;
    }

    public ExamplePerson state(Person.State changed) {
        state = changed;
        return this;
    }

    public ExamplePerson start(LocalDate changed) {
        start = changed;
        return this;
    }

    public ExamplePerson end(Optional<LocalDate> changed) {
        end = changed;
        return this;
    }

    public ExamplePerson email(Optional<Email> changed) {
        email = changed;
        return this;
    }
}
