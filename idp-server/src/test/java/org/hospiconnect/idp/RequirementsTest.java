package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** The list of requirements and the tests that cite them agree, in all artifacts. */
class RequirementsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CITATION = Pattern.compile("@Requirement\\((\\{[^}]*}|\"[^\"]*\")\\)");
    private static final Pattern ID = Pattern.compile("\"([^\"]+)\"");

    private final List<CSVRecord> rows = rows();
    private final Set<String> cited = citations();

    @Test
    void every_cited_id_is_in_the_list() {
        assertThat(cited).isSubsetOf(rows.stream().map(row -> row.get("id")).toList());
    }

    @Test
    void every_tested_row_is_cited_by_a_test() {
        var tested = rows.stream()
                .filter(row -> row.get("status").equals("tested"))
                .map(row -> row.get("id"))
                .toList();
        assertThat(cited).containsAll(tested);
    }

    @Test
    void every_row_is_tested_or_says_why_not() {
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.get("status")).as(row.get("id")).matches("tested|untested: .{10,}");
            assertThat(row.get("statement")).as(row.get("id")).isNotBlank();
        });
        assertThat(rows).extracting(row -> row.get("id")).doesNotHaveDuplicates();
    }

    /** As {@code LC_ALL=C sort} has it, so that two changes seldom meet in one line and a reader finds a standard's clauses together. */
    @Test
    void rows_are_in_the_order_of_their_ids() {
        assertThat(rows).extracting(row -> row.get("id")).isSorted();
    }

    private static List<CSVRecord> rows() {
        var format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var reader = Files.newBufferedReader(ROOT.resolve("docs/reference/requirements.csv"))) {
            return format.parse(reader).getRecords();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Set<String> citations() {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains("/src/test/")
                            && file.toString().endsWith(".java"))
                    .flatMap(file -> CITATION.matcher(read(file)).results())
                    .flatMap(citation -> ID.matcher(citation.group(1)).results())
                    .map(id -> id.group(1))
                    .collect(Collectors.toCollection(HashSet::new));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
