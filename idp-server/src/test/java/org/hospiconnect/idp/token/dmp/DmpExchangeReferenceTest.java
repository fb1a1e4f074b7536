package org.hospiconnect.idp.token.dmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;

/** The table of refusals in the reference page is the enum, in its order. */
@Requirement("RFC8693-2.2.2")
class DmpExchangeReferenceTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z_]+)` \\| `([a-z_]+)` \\| ([^|]+) \\| [^|]+ \\|$");

    @Test
    void every_refusal_is_documented_as_it_is() throws IOException {
        String page = Files.readString(Path.of("../docs/reference/dmp-exchange.md"));

        var documented = ROW.matcher(page)
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                .toList();

        assertThat(documented)
                .isEqualTo(Arrays.stream(DmpRefusal.values())
                        .map(refusal -> refusal.reason() + " " + refusal.error() + " " + refusal.description())
                        .toList());
    }

    @Test
    void descriptions_keep_to_the_characters_of_the_standard() {
        // RFC 6749 §5.2: %x20-21 / %x23-5B / %x5D-7E
        assertThat(DmpRefusal.values())
                .allSatisfy(refusal -> assertThat(refusal.description()).matches("[ !#-\\[\\]-~]+"));
    }
}
