package org.hospiconnect.idp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;

class ActsPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| \\S.* \\|$");

    @Test
    @Requirement("HC-TRAIL-PAGE")
    void the_reference_page_has_each_act_with_its_french_label() throws Exception {
        String page = Files.readString(Path.of("../docs/reference/audit-acts.md"));

        assertThat(ROW.matcher(page).results().map(row -> row.group(1)))
                .containsExactlyElementsOf(
                        Arrays.stream(Act.values()).map(Act::name).toList());
    }
}
