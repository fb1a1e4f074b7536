package org.hospiconnect.idp.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DuplicateKeyException;

@StoreTest
@Import({PostgresPeople.class, PostgresEstablishments.class})
class PostgresPeopleTest {

    private final People people;
    private final Establishments establishments;

    @Autowired
    PostgresPeopleTest(People people, Establishments establishments) {
        this.people = people;
        this.establishments = establishments;
    }

    @Test
    void a_person_comes_back_as_it_was() {
        Person person = somebody("EXEMPLE");
        people.add(person);

        assertThat(people.find(person.id())).contains(person);
        assertThat(person.identifiers())
                .allSatisfy(identifier -> assertThat(people.find(identifier)).contains(person));
    }

    @Test
    void an_operators_word_finds_by_id_rpps_and_matricule() {
        Person person = somebody("EXEMPLE");
        people.add(person);
        String rpps = person.rpps().orElseThrow().digits();
        String matricule = person.matricule("990000115").orElseThrow();

        for (String word : List.of(
                person.id().toString(),
                rpps,
                "8" + rpps,
                matricule,
                "990000115:" + matricule,
                "3990000115/" + matricule)) {
            assertThat(people.findByWord(word)).as(word).containsExactly(person);
        }
        assertThat(people.findByWord("8" + matricule)).isEmpty();
        assertThat(people.findByWord("990000222:" + matricule)).isEmpty();
    }

    @Test
    @Requirement("HC-PERSON-IDENTIFIERS")
    void an_identifier_belongs_to_one_person_only() {
        Person first = somebody("EXEMPLE");
        people.add(first);
        Person second = ExamplePerson.like(somebody("AUTRE"))
                .identifiers(first.identifiers())
                .get();

        assertThatThrownBy(() -> people.add(second)).isInstanceOf(DuplicateKeyException.class);
        assertThat(people.find(second.id())).isEmpty();
    }

    @Test
    void the_same_matricule_in_two_establishments_is_two_identifiers() {
        Person first = somebody("EXEMPLE");
        people.add(first);
        String matricule = first.matricule("990000115").orElseThrow();
        Person second = ExamplePerson.like(somebody("AUTRE"))
                .identifiers(List.of(Identifier.matricule(matricule, "990000222")))
                .get();
        people.add(second);

        assertThat(people.find(Identifier.matricule(matricule, "990000222"))).contains(second);
        assertThat(people.findByWord(matricule)).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void homonyms_share_name_and_birth_date_whatever_the_accents() {
        String family = "LEFÈVRE" + letters();
        Person person = somebody(family);
        people.add(person);

        var sameName = new Person.Name(family.replace("È", "e").toLowerCase(java.util.Locale.ROOT), "anne marie");
        assertThat(people.findHomonyms(sameName, person.birthDate())).containsExactly(person);
        assertThat(people.findHomonyms(sameName, person.birthDate().plusDays(1)))
                .isEmpty();
    }

    @Test
    void a_change_replaces_everything_but_the_id() {
        Person person = somebody("EXEMPLE");
        people.add(person);
        Person changed = ExamplePerson.one()
                .id(person.id())
                .exerciseName("NOUVEAU", "Nom")
                .population("nurses")
                .state(Person.State.DEPARTED)
                .end(Optional.of(LocalDate.of(2026, 1, 31)))
                .get();

        people.change(changed);

        assertThat(people.find(person.id())).contains(changed);
        assertThat(people.find(person.identifiers().getFirst())).isEmpty();
    }

    @Test
    void the_tid_of_an_establishment_is_frozen() {
        var tid = UUID.randomUUID();
        String finess = "99" + (1_000_000 + ThreadLocalRandom.current().nextInt(8_000_000));
        establishments.put(new Establishment(finess, "1" + finess, "Avant", "SA01", tid));
        establishments.put(new Establishment(finess, "1" + finess, "Après", "SA01", UUID.randomUUID()));

        assertThat(establishments.find(finess)).contains(new Establishment(finess, "1" + finess, "Après", "SA01", tid));
    }

    private static String letters() {
        return UUID.randomUUID().toString().replaceAll("[^a-f]", "");
    }

    private static Person somebody(String family) {
        String digits = "99700" + (100_000 + ThreadLocalRandom.current().nextInt(899_999));
        String matricule = "M" + UUID.randomUUID();
        var situation = new WorkSituation(
                "s1",
                new CodedValue("10", "1.2.250.1.71.1.2.7", "Médecin"),
                Optional.of(new CodedValue("SM54", "1.2.250.1.71.4.2.5", "Médecine générale")),
                "1990000115",
                "CH FICTIF DE VALMONT",
                "SA01",
                "S",
                false);
        return ExamplePerson.one()
                .civilName(family, "Anne-Marie")
                .exerciseName(family, "Anne")
                .birthDate(LocalDate.of(1980, 2, 29))
                .identifiers(List.of(
                        Identifier.matricule(matricule, "990000115"),
                        Identifier.rpps(new RppsNumber(digits), Optional.of(Instant.parse("2026-01-02T03:04:05Z")))))
                .affiliations(List.of(new Affiliation("990000115", LocalDate.of(2020, 1, 1), Optional.empty())))
                .situations(List.of(situation))
                .get();
    }
}
