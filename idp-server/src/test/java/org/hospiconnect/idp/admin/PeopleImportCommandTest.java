package org.hospiconnect.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.directory.Identifier;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.value.Bytes;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

@JourneyTest
class PeopleImportCommandTest {

    private static final String HEADER = "matricule;finess;civil_family;civil_given;birth_date;population;start;rpps\n";

    private final OperatorDesk desk;
    private final People people;
    private final StringWriter screen = new StringWriter();

    @Autowired
    PeopleImportCommandTest(OperatorDesk desk, People people) {
        this.desk = desk;
        this.people = people;
    }

    @Test
    void the_demos_people_are_there_and_their_file_changes_nothing() throws IOException {
        var file = Bytes.of(new ClassPathResource("demo/people.csv").getContentAsByteArray());

        assertThat(run(file, "f.csv", "--apply")).isZero();
        assertThat(screen.toString())
                .contains("21 unchanged", "warning: rpps: the key digit is wrong", "nothing changed: everybody");
        assertThat(people.find(Identifier.matricule("V00114", "990000115")))
                .map(Person::state)
                .contains(Person.State.SUSPENDED);
    }

    @Test
    @Requirement("HC-IMPORT-DRY")
    void what_is_wrong_or_new_is_listed_and_applied_only_when_asked() {
        String right = "K1;990000115;ÉCRAN;Zoé;1990-01-01;nurses;2026-01-01;\n";
        var text = bytes(HEADER + right + "K2;990000115;ÉCRAN;Luc;1990-13-01;nurses;2026-01-01;12345\n");

        assertThat(run(text, "f.csv")).isEqualTo(1);
        assertThat(screen.toString())
                .contains("line 2  new  Zoé ÉCRAN, K1")
                .contains("line 3  faulty  line 3: birth_date: expected a date, 2026-11-24 or 24/11/2026; line 3: rpps")
                .contains("1 new", "1 faulty", "nothing changed: a dry run")
                .doesNotContain("12345");
        assertThat(run(text, "f.csv", "--apply")).isEqualTo(1);
        assertThat(people.find(Identifier.matricule("K1", "990000115"))).isEmpty();
        assertThat(run(text, "f.csv", "--apply", "--only-sound")).isZero();
        assertThat(people.find(Identifier.matricule("K1", "990000115"))).isPresent();
    }

    @Test
    void a_long_file_shows_how_far_it_is() {
        String lines = IntStream.range(0, 5_100)
                .mapToObj(i -> "P" + i + ";990000115;LONG" + (char) ('A' + i % 26) + (char) ('A' + i / 26 % 26)
                        + (char) ('A' + i / 676) + ";Zoé;1990-01-01;nurses;2026-01-01;\n")
                .reduce(new StringBuilder(HEADER), StringBuilder::append, StringBuilder::append)
                .toString();

        assertThat(run(bytes(lines), "f.csv")).isZero();
        assertThat(screen.toString()).contains("… 5000 lines", "5100 new");
    }

    @Test
    void a_wrong_call_is_told_how() {
        assertThat(run(bytes(""), "f.csv")).isEqualTo(1);
        assertThat(run(bytes(""), "g.csv")).isEqualTo(2);
        assertThat(run(bytes(""), "f.csv", "--only-sound")).isEqualTo(2);
        assertThat(run(bytes(""), "f.csv", "--force", "x")).isEqualTo(2);
        assertThat(screen.toString())
                .contains("no header", "no readable file", "--only-sound goes with --apply", "unknown option --force");
    }

    private int run(Bytes file, String... arguments) {
        var words = new java.util.ArrayList<>(List.of("people", "import"));
        words.addAll(List.of(arguments));
        return desk.run("os:test", words, Map.of("f.csv", file), new PrintWriter(screen, true));
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
