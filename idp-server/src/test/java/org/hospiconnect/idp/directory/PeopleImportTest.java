package org.hospiconnect.idp.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hospiconnect.idp.directory.PeopleText.physician;
import static org.hospiconnect.idp.directory.PeopleText.with;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.directory.ImportedPerson.Kind;
import org.hospiconnect.idp.directory.PeopleImport.Mode;
import org.hospiconnect.idp.directory.PeopleImport.Result;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Unavailable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@StoreTest
@Import({PostgresPeople.class, PostgresEstablishments.class, PeopleImport.class, PeopleImportTest.Trail.class})
class PeopleImportTest {

    private final PeopleImport imports;
    private final People people;
    private final Trail trail;
    private final String here = finess();
    private final String elsewhere = finess();
    private final String matricule = "M" + letters();
    private final List<ImportedPerson> seen = new ArrayList<>();
    private final Map<PeopleColumn, String> physician = physician(here, matricule);

    @Autowired
    PeopleImportTest(PeopleImport imports, People people, Establishments establishments, Trail trail) {
        this.imports = imports;
        this.people = people;
        this.trail = trail;
        establishments.put(new Establishment(here, "1" + here, "CH FICTIF D'ICI", "SA01", UUID.randomUUID()));
        establishments.put(
                new Establishment(elsewhere, "1" + elsewhere, "CH FICTIF D'AILLEURS", "SA05", UUID.randomUUID()));
    }

    @BeforeEach
    void clearTrail() {
        trail.entries.clear();
        trail.away = false;
    }

    @Test
    @Requirement("HC-IMPORT-IDEMPOTENT")
    void a_second_run_changes_nothing() {
        var file = PeopleText.of(physician).line(physician(here, "N" + letters()));

        assertThat(counts(file, Mode.APPLY)).isEqualTo(Map.of(Kind.NEW, 2));
        Person first = person(matricule).orElseThrow();
        assertThat(counts(file, Mode.APPLY)).isEqualTo(Map.of(Kind.UNCHANGED, 2));

        assertThat(person(matricule)).contains(first);
        assertThat(first.workSituations()).singleElement().satisfies(situation -> {
            assertThat(situation.structIdNat()).isEqualTo("1" + here);
            assertThat(situation.structureName()).isEqualTo("CH FICTIF D'ICI");
            assertThat(situation.savoirFaire()).map(CodedValue::label).contains("Médecine générale");
        });
        assertThat(first.state()).isEqualTo(Person.State.ACTIVE);
    }

    @Test
    @Requirement("HC-PEOPLE-EMAIL")
    void an_address_stays_where_a_file_has_none_and_keeps_its_later_verification() {
        var verified = with(physician, PeopleColumn.EMAIL, "maelle@valmont.example");
        run(PeopleText.of(with(verified, PeopleColumn.EMAIL_VERIFIED_AT, "2026-09-01")), Mode.APPLY);
        var known = new Email("maelle@valmont.example", Optional.of(Instant.parse("2026-09-01T00:00:00Z")));
        assertThat(person(matricule).orElseThrow().email()).contains(known);

        assertThat(counts(PeopleText.of(physician), Mode.APPLY)).isEqualTo(Map.of(Kind.UNCHANGED, 1));
        assertThat(counts(PeopleText.of(verified), Mode.APPLY)).isEqualTo(Map.of(Kind.UNCHANGED, 1));
        assertThat(person(matricule).orElseThrow().email()).contains(known);

        var other = with(physician, PeopleColumn.EMAIL, "m.exemple@valmont.example");
        assertThat(counts(PeopleText.of(other), Mode.APPLY)).isEqualTo(Map.of(Kind.CHANGED, 1));
        assertThat(person(matricule).orElseThrow().email())
                .contains(new Email("m.exemple@valmont.example", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"maelle", "@valmont.example", "maelle@valmont", "a b@valmont.example", "a@b@c.example"})
    @Requirement("HC-PEOPLE-EMAIL")
    void what_is_no_address_is_a_fault(String address) {
        var file = PeopleText.of(with(physician, PeopleColumn.EMAIL, address));

        assertThat(counts(file, Mode.APPLY)).isEqualTo(Map.of(Kind.FAULTY, 1));
    }

    @Test
    @Requirement("HC-PEOPLE-EMAIL")
    void a_verification_has_an_address_and_lies_in_the_past() {
        var alone = PeopleText.of(with(physician, PeopleColumn.EMAIL_VERIFIED_AT, "2026-09-01"));
        var addressed = with(physician, PeopleColumn.EMAIL, "maelle@valmont.example");
        var future = PeopleText.of(with(addressed, PeopleColumn.EMAIL_VERIFIED_AT, "2999-01-01"));

        assertThat(counts(alone, Mode.APPLY)).isEqualTo(Map.of(Kind.FAULTY, 1));
        assertThat(counts(future, Mode.APPLY)).isEqualTo(Map.of(Kind.FAULTY, 1));
    }

    @Test
    @Requirement("HC-IMPORT-DRY")
    void a_dry_run_says_what_applying_would_do_and_changes_nothing() {
        var file = PeopleText.of(physician);

        assertThat(counts(file, Mode.DRY_RUN)).isEqualTo(Map.of(Kind.NEW, 1));
        assertThat(person(matricule)).isEmpty();
        assertThat(trail.entries).isEmpty();
    }

    @Test
    @Requirement("HC-IMPORT-WHOLE")
    void nothing_is_imported_while_one_line_is_faulty() {
        var file = PeopleText.of(physician).line(with(physician(here, "N" + letters()), PeopleColumn.RPPS, "12"));

        var run = run(file, Mode.APPLY);
        assertThat(run.imported()).isFalse();
        assertThat(run.people()).isEqualTo(Map.of(Kind.NEW, 1, Kind.FAULTY, 1));
        assertThat(person(matricule)).isEmpty();
        assertThat(trail.entries).singleElement().satisfies(entry -> {
            assertThat(entry.act()).isEqualTo(Act.PEOPLE_IMPORTED);
            assertThat(entry.reason()).isEqualTo("FAULTY_OR_UNDECIDED");
        });

        assertThat(run(file, Mode.APPLY_SOUND).imported()).isTrue();
        assertThat(person(matricule)).isPresent();
    }

    @Test
    @Requirement("HC-IMPORT-WHOLE")
    void what_the_trail_cannot_tell_does_not_happen() {
        trail.away = true;

        assertThatThrownBy(() -> run(PeopleText.of(physician), Mode.APPLY)).isInstanceOf(Unavailable.class);
        assertThat(person(matricule)).isEmpty();
    }

    @Test
    void the_trail_has_actor_and_numbers() {
        run(PeopleText.of(physician), Mode.APPLY);

        assertThat(trail.entries).singleElement().satisfies(entry -> {
            assertThat(entry.outcome()).isEqualTo(AuditEntry.Outcome.DONE);
            assertThat(entry.actor()).isEqualTo("os:test");
            assertThat(entry.details()).containsEntry("new", "1").containsEntry("faulty", "0");
        });
    }

    @ParameterizedTest
    @Requirement("HC-IMPORT-HOMONYM")
    @EnumSource(Mode.class)
    void homonyms_wait_for_a_decision(Mode mode) {
        run(PeopleText.of(physician), Mode.APPLY);
        var other = with(with(physician, PeopleColumn.MATRICULE, "X" + letters()), PeopleColumn.CIVIL_GIVEN, "MAELLE");

        assertThat(counts(PeopleText.of(other), mode)).isEqualTo(Map.of(Kind.HOMONYM_TO_DECIDE, 1));
        assertThat(person(other.getOrDefault(PeopleColumn.MATRICULE, ""))).isEmpty();
    }

    @ParameterizedTest
    @Requirement("HC-IMPORT-HOMONYM")
    @EnumSource(Mode.class)
    void homonyms_in_one_file_wait_too(Mode mode) {
        var other = with(physician, PeopleColumn.MATRICULE, "X" + letters());
        var file = PeopleText.of(physician).line(other);

        assertThat(counts(file, mode)).isEqualTo(Map.of(Kind.NEW, 1, Kind.HOMONYM_TO_DECIDE, 1));
        assertThat(counts(PeopleText.of(other), Mode.DRY_RUN))
                .isEqualTo(Map.of(mode == Mode.APPLY_SOUND ? Kind.HOMONYM_TO_DECIDE : Kind.NEW, 1));
    }

    @Test
    @Requirement("HC-IMPORT-HOMONYM")
    void a_decided_homonym_is_somebody_else_or_the_same() {
        run(PeopleText.of(physician), Mode.APPLY);
        PersonId known = person(matricule).orElseThrow().id();
        var distinct = with(with(physician, PeopleColumn.MATRICULE, "X" + letters()), PeopleColumn.HOMONYM, "distinct");
        var same = with(with(physician, PeopleColumn.MATRICULE, "Y" + letters()), PeopleColumn.HOMONYM, known + "");
        var wrong = with(with(physician, PeopleColumn.MATRICULE, "Z" + letters()), PeopleColumn.HOMONYM, finessId());

        assertThat(counts(PeopleText.of(distinct), Mode.APPLY)).isEqualTo(Map.of(Kind.NEW, 1));
        assertThat(counts(PeopleText.of(same), Mode.APPLY)).isEqualTo(Map.of(Kind.CHANGED, 1));
        assertThat(counts(PeopleText.of(wrong), Mode.APPLY)).isEqualTo(Map.of(Kind.FAULTY, 1));
        assertThat(person(same.getOrDefault(PeopleColumn.MATRICULE, "")))
                .map(Person::id)
                .contains(known);
        assertThat(counts(PeopleText.of(distinct), Mode.APPLY)).isEqualTo(Map.of(Kind.UNCHANGED, 1));
        assertThat(counts(PeopleText.of(same), Mode.APPLY)).isEqualTo(Map.of(Kind.UNCHANGED, 1));
    }

    private Map<Kind, Integer> counts(PeopleText file, Mode mode) {
        return run(file, mode).people();
    }

    private Result.Run run(PeopleText file, Mode mode) {
        var content = Bytes.of(file.toString().getBytes(UTF_8));
        return (Result.Run) imports.run(content, mode, "os:test", new PeopleImport.Watcher() {
            @Override
            public void classified(ImportedPerson person) {
                seen.add(person);
            }

            @Override
            public void progress(int lines) {}
        });
    }

    private Optional<Person> person(String wanted) {
        return people.find(Identifier.matricule(wanted, here));
    }

    private static String finess() {
        return "99" + (1_000_000 + ThreadLocalRandom.current().nextInt(8_000_000));
    }

    private static String finessId() {
        return UUID.randomUUID().toString();
    }

    /** Letters, so that names differ too. */
    private static String letters() {
        return ThreadLocalRandom.current()
                .ints(12, 'A', 'Z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Keeps what it is told, or is away. */
    static class Trail implements AuditTrail {

        private final List<AuditEntry> entries = new ArrayList<>();
        private boolean away;

        @Override
        public void record(AuditEntry entry) {
            if (away) {
                throw new Unavailable("trail", new IllegalStateException("away"));
            }
            entries.add(entry);
        }

        @Override
        public void count(Act act, Enum<?> reason, String source, @Nullable String reference) {}
    }
}
