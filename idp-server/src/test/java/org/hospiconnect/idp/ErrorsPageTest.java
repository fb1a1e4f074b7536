package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever code a page, the trail or the log shows, the reference page says what it means and what to do. */
class ErrorsPageTest {

    private static final Path PAGE = Path.of("../docs/reference/errors.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (`[A-Z0-9_-]+`(?:, `[A-Z0-9_-]+`)*) \\| \\S.* \\| \\S.* \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @ParameterizedTest
    @Requirement("HC-ERROR-CODES")
    @CsvSource({
        "Refused ceremonies, authenticator.RefusalReason",
        "Refused activation codes, enrolment.Enrolments$CodeRefusal",
        "Refused posts, workstation.PostRefusal",
        "Refused requests to sign out, token.logout.LogoutRequest$Refusal"
    })
    void each_reason_has_its_row(String section, String reasons) throws Exception {
        var names = Arrays.stream(
                        Class.forName("org.hospiconnect.idp." + reasons).getEnumConstants())
                .map(Object::toString)
                .toList();

        assertThat(codes(section)).containsExactlyElementsOf(names);
    }

    @Test
    @Requirement("HC-ERROR-CODES")
    void each_code_of_a_page_has_its_row() throws IOException {
        var templates = List.of(
                "SIGNIN-TOO-LOW", "ACCOUNT-CONFIRM", "HTTP-400", "HTTP-403", "HTTP-404", "HTTP-405", "HTTP-410");
        var faults = List.of("HTTP-429", "HTTP-500", "HTTP-503");

        assertThat(codes("On pages"))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Stream.of(sentences(), templates, faults)
                        .flatMap(List::stream)
                        .toList());
    }

    /** As reference.html makes a code of the sentence that is shown. */
    private static List<String> sentences() throws IOException {
        var words = new Properties();
        for (String module : List.of("signin", "enrolment", "workstation")) {
            try (Reader file =
                    Files.newBufferedReader(Path.of("src/main/resources/messages/" + module + "_fr.properties"))) {
                words.load(file);
            }
        }
        return words.stringPropertyNames().stream()
                .filter(key -> key.matches(
                        "(signin|enrolment|workstation)\\.(refused|code)\\.[a-z.-]+|signin\\.away\\.[A-Z_]+"))
                .map(key ->
                        key.replace("signin.away.", "").replace(".refused", "").replace('.', '-'))
                .map(key -> key.toUpperCase(Locale.ROOT))
                .toList();
    }

    private static List<String> codes(String section) throws IOException {
        String page = Files.readString(PAGE);
        String after = page.substring(page.indexOf("\n## " + section + "\n") + 4);
        String rows = after.contains("\n## ") ? after.substring(0, after.indexOf("\n## ")) : after;
        return ROW.matcher(rows)
                .results()
                .flatMap(row -> CODE.matcher(row.group(1)).results())
                .map(code -> code.group(1))
                .toList();
    }
}
