package org.hospiconnect.idp.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.directory.PeopleText.physician;
import static org.hospiconnect.idp.directory.PeopleText.with;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.value.Bytes;
import org.junit.jupiter.api.Test;

class ImportVerdictTest {

    private static final String HERE = "990000115";
    private static final String ELSEWHERE = "990000222";
    private static final Map<String, Establishment> GROUP = Map.of(
            HERE, new Establishment(HERE, "1" + HERE, "CH FICTIF DE VALMONT", "SA01", new UUID(0, 1)),
            ELSEWHERE, new Establishment(ELSEWHERE, "1" + ELSEWHERE, "CLINIQUE FICTIVE", "SA01", new UUID(0, 2)));
    private static final Map<PeopleColumn, String> PHYSICIAN =
            with(physician(HERE, "V1"), PeopleColumn.RPPS, "99700001375");

    private final Person known = PersonMerge.added(new PersonId(UUID.randomUUID()), wanted(PHYSICIAN));

    @Test
    @Requirement("HC-IMPORT-SOMEBODY-ELSE")
    void an_identifier_that_was_given_again_is_a_fault() {
        var newcomer = with(with(PHYSICIAN, PeopleColumn.CIVIL_FAMILY, "AUTRE"), PeopleColumn.BIRTH_DATE, "1999-01-01");

        assertThat(verdict(newcomer)).isInstanceOf(ImportVerdict.Faulty.class);
    }

    @Test
    @Requirement("HC-IMPORT-SOMEBODY-ELSE")
    void identifiers_of_two_people_are_a_fault() {
        var verdict =
                ImportVerdict.of(wanted(PHYSICIAN), List.of(known, state(Person.State.ACTIVE)), List.of(), Set.of());

        assertThat(verdict).isInstanceOf(ImportVerdict.Faulty.class);
    }

    @Test
    void a_corrected_name_or_birth_date_is_a_change_that_says_so() {
        assertThat(parts(with(PHYSICIAN, PeopleColumn.CIVIL_FAMILY, "AUTRE")))
                .containsExactly("civil name", "exercise name");
        assertThat(parts(with(PHYSICIAN, PeopleColumn.BIRTH_DATE, "1999-01-01")))
                .containsExactly("birth date");
    }

    @Test
    @Requirement("HC-IMPORT-SUSPENDED")
    void a_file_never_lifts_a_suspension() {
        for (String state : List.of("", "ACTIVE", "DEPARTED")) {
            var wanted = wanted(with(PHYSICIAN, PeopleColumn.STATE, state));
            var suspended = state(Person.State.SUSPENDED);

            assertThat(ImportVerdict.of(wanted, List.of(suspended), List.of(), Set.of()))
                    .as(state)
                    .isInstanceOf(ImportVerdict.Unchanged.class);
            assertThat(ImportVerdict.warnings(wanted, List.of(suspended))).hasSize(state.isEmpty() ? 0 : 1);
        }
    }

    @Test
    void a_verification_stays_when_the_file_does_not_speak_of_it() {
        var verified = with(
                with(PHYSICIAN, PeopleColumn.RPPS_VERIFIED_AT, "2026-09-01"),
                PeopleColumn.RPPS_VERIFIED_BY,
                "Annuaire");
        Person after = ((ImportVerdict.Changed) verdict(verified)).person();

        assertThat(after.identifier(Identifier.Type.RPPS)).hasValueSatisfying(rpps -> {
            assertThat(rpps.verifiedAt()).contains(Instant.parse("2026-09-01T00:00:00Z"));
            assertThat(rpps.verifiedBy()).contains("Annuaire");
        });
        assertThat(ImportVerdict.of(wanted(PHYSICIAN), List.of(after), List.of(), Set.of()))
                .isInstanceOf(ImportVerdict.Unchanged.class);
        var replaced = with(PHYSICIAN, PeopleColumn.RPPS, "99700001748");
        assertThat(ImportVerdict.warnings(wanted(replaced), List.of(after)))
                .containsExactly("rpps: replaces another number");
    }

    @Test
    @Requirement("HC-RPPS-KEY")
    void a_wrong_key_is_a_warning() {
        var wrong = wanted(with(PHYSICIAN, PeopleColumn.RPPS, "99700001376"));

        assertThat(ImportVerdict.warnings(wrong, List.of())).containsExactly("rpps: the key digit is wrong");
        assertThat(ImportVerdict.of(wrong, List.of(), List.of(), Set.of())).isInstanceOf(ImportVerdict.New.class);
    }

    @Test
    @Requirement("HC-IMPORT-ESTABLISHMENTS")
    void an_establishments_file_leaves_alone_what_is_anothers() {
        var there = with(
                with(physician(ELSEWHERE, "T1"), PeopleColumn.RPPS, "99700001375"),
                PeopleColumn.CIVIL_FAMILY,
                PHYSICIAN.getOrDefault(PeopleColumn.CIVIL_FAMILY, ""));
        Person both = ((ImportVerdict.Changed) ImportVerdict.of(
                        wanted(with(there, PeopleColumn.END, "2026-12-31")),
                        List.of(known),
                        List.of(),
                        Set.of("1" + HERE)))
                .person();

        assertThat(both.matricule(HERE)).contains("V1");
        assertThat(both.matricule(ELSEWHERE)).contains("T1");
        assertThat(both.workSituations())
                .extracting(WorkSituation::structIdNat)
                .containsExactly("1" + HERE, "1" + ELSEWHERE);
        assertThat(both.end()).as("still affiliated here, without end").isEmpty();
        assertThat(ImportVerdict.of(wanted(PHYSICIAN), List.of(both), List.of(), Set.of("1" + ELSEWHERE)))
                .isInstanceOf(ImportVerdict.Unchanged.class);
    }

    @Test
    void a_person_whose_affiliations_all_end_ends_with_the_last() {
        Person ended = ((ImportVerdict.Changed) verdict(with(PHYSICIAN, PeopleColumn.END, "2026-12-31"))).person();

        assertThat(ended.end()).contains(LocalDate.of(2026, 12, 31));
    }

    private ImportVerdict verdict(Map<PeopleColumn, String> line) {
        return ImportVerdict.of(wanted(line), List.of(known), List.of(), Set.of());
    }

    private List<String> parts(Map<PeopleColumn, String> line) {
        return ((ImportVerdict.Changed) verdict(line)).parts();
    }

    private Person state(Person.State state) {
        return ExamplePerson.like(known).state(state).end(Optional.empty()).get();
    }

    private static WantedPerson wanted(Map<PeopleColumn, String> line) {
        var content = Bytes.of(PeopleText.of(line).toString().getBytes(StandardCharsets.UTF_8));
        var file = ((PeopleFile.Opened.Usable) PeopleFile.open(content)).file();
        var read = WantedPerson.of(new PersonLines(file).next(), GROUP, LocalDate.of(2026, 11, 24));
        return ((WantedPerson.Read.Right) read).person();
    }
}
