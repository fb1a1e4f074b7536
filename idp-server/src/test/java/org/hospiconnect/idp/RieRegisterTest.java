package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Every requirement of both versions of the RIE is a row, and what it says of our tests is true. */
@Requirement("HC-RIE-REGISTER")
class RieRegisterTest {

    private static final Path REFERENCE = Path.of("../docs/reference");
    private static final String UNREAD = "text not read";

    private static final String INTRODUCTION = """
            # Conformité RIE

            Fait à partir de [rie-register.csv](rie-register.csv) et de [requirements.csv](requirements.csv) par `make docs`; un test échoue quand
            cette page n’est plus à jour. Le sujet de chaque exigence est dans nos mots. « Texte non lu »: le texte de cette exigence n’a pu être
            lu, rien n’en est déduit.

            """;

    private final List<CSVRecord> register = rows("rie-register.csv");

    @Test
    void every_requirement_is_a_row_whether_its_text_was_read_or_not() {
        var expected = Stream.concat(
                IntStream.rangeClosed(1, 32).mapToObj("EXI %02d"::formatted),
                IntStream.rangeClosed(1, 19).mapToObj("EXI RIE-PS %02d"::formatted));

        assertThat(register.stream().map(row -> row.get("id"))).containsExactlyElementsOf(expected.toList());
        assertThat(register)
                .allSatisfy(row -> assertThat(row.get("subject").isEmpty())
                        .as(row.get("id"))
                        .isEqualTo(row.get("state").equals(UNREAD)));
    }

    @Test
    void what_is_said_to_be_tested_is() {
        var tested = rows("requirements.csv").stream()
                .filter(row -> row.get("status").equals("tested"))
                .map(row -> row.get("id"))
                .toList();

        assertThat(register).allSatisfy(row -> {
            assertThat(tested).as(row.get("id")).containsAll(evidence(row));
            assertThat(evidence(row).isEmpty())
                    .as(row.get("id"))
                    .isEqualTo(!row.get("state").startsWith("tested")
                            && !row.get("state").equals("of the hospital"));
        });
    }

    @Test
    void the_page_is_made_from_the_register() {
        new GeneratedPage("reference/conformite-rie.md")
                .isAsGenerated(INTRODUCTION
                        + table("v1", "RIE 1.0, en vigueur depuis le 1er juin 2022")
                        + "\n"
                        + table("v2", "RIE 2 (projet 2b.0.k)"));
    }

    private String table(String version, String title) {
        return "## " + title + "\n\n| Exigence | Sujet | État | Preuves |\n|---|---|---|---|\n"
                + register.stream()
                        .filter(row -> row.get("version").equals(version))
                        .map(row -> "| %s | %s | %s | %s |\n"
                                .formatted(
                                        row.get("id"),
                                        row.get("subject"),
                                        french(row.get("state")),
                                        evidence(row).stream()
                                                .map(id -> "`" + id + "`")
                                                .collect(Collectors.joining(" "))))
                        .collect(Collectors.joining());
    }

    private static String french(String state) {
        return state.replace(UNREAD, "texte non lu")
                .replace("tested in part:", "testée en partie:")
                .replace("tested", "testée")
                .replace("later:", "plus tard:")
                .replace("of the hospital", "à l’établissement")
                .replace("not offered", "non proposé");
    }

    private static List<String> evidence(CSVRecord row) {
        return Arrays.stream(row.get("evidence").split(" "))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    private static List<CSVRecord> rows(String file) {
        var format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var reader = Files.newBufferedReader(REFERENCE.resolve(file))) {
            return format.parse(reader).getRecords();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
