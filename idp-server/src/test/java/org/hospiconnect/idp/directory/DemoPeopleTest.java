package org.hospiconnect.idp.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.value.Bytes;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class DemoPeopleTest {

    private static final Map<String, Establishment> GROUP = Stream.of("990000115", "990000222")
            .map(finess -> new Establishment(finess, "1" + finess, "CH FICTIF", "SA01", UUID.randomUUID()))
            .collect(Collectors.toMap(Establishment::finess, Function.identity()));

    private final List<WantedPerson> people = people();

    @Test
    void the_page_lists_the_people_of_the_file() throws IOException {
        var page = Files.readAllLines(Path.of("../docs/reference/demo-people.md")).stream()
                .filter(line -> line.matches("\\| [VT][0-9]{5} .*"))
                .map(line -> line.replaceAll("\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|.*", "$1 $2 $3"))
                .toList();

        assertThat(page)
                .containsExactlyInAnyOrderElementsOf(people.stream()
                        .map(person -> matricule(person) + " "
                                + person.who().exerciseName().display() + " "
                                + person.who().population())
                        .toList());
    }

    @Test
    @Requirement("HC-DEMO-FICTIONAL")
    void rpps_numbers_are_of_the_test_range_and_one_key_is_wrong() {
        var numbers = people.stream()
                .flatMap(person -> person.identifiers().stream())
                .filter(identifier -> identifier.type() == Identifier.Type.RPPS)
                .map(identifier -> new RppsNumber(identifier.value()))
                .toList();

        assertThat(numbers).allSatisfy(number -> assertThat(number.digits()).startsWith("99700"));
        assertThat(numbers).filteredOn(number -> !number.keyIsRight()).hasSize(1);
    }

    @Test
    void every_population_that_the_guide_speaks_of_is_there() {
        assertThat(people)
                .extracting(person -> person.who().population())
                .contains(
                        "physicians",
                        "pharmacists",
                        "nurses",
                        "midwives",
                        "interns",
                        "students",
                        "locums",
                        "liberal",
                        "secretaries",
                        "technicians");
        assertThat(people)
                .filteredOn(person -> person.workSituations().stream().anyMatch(WorkSituation::medicalRegulation))
                .isNotEmpty();
        assertThat(people)
                .filteredOn(person -> person.workSituations().size() > 1)
                .isNotEmpty();
    }

    private static String matricule(WantedPerson person) {
        return person.identifiers().stream()
                .filter(identifier -> identifier.type() == Identifier.Type.MATRICULE)
                .map(Identifier::value)
                .findFirst()
                .orElseThrow();
    }

    private static List<WantedPerson> people() {
        var read = new ArrayList<WantedPerson>();
        try {
            var content = Bytes.of(new ClassPathResource(DemoPeople.FILE).getContentAsByteArray());
            var lines = new PersonLines(((PeopleFile.Opened.Usable) PeopleFile.open(content)).file());
            while (lines.hasNext()) {
                var person = WantedPerson.of(lines.next(), GROUP, LocalDate.of(2026, 11, 24));
                read.add(((WantedPerson.Read.Right) person).person());
            }
            return read;
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
