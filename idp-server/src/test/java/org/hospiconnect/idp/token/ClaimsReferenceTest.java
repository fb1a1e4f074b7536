package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The page of claims is what the code and the golden tokens say. */
@Requirement("HC-CLAIMS-DOCUMENTED")
class ClaimsReferenceTest {

    private static final Pattern OF_PERSON = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| `([a-z_]+)` \\| [^|]+ \\|$");
    private static final Pattern OF_TOKEN =
            Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (yes|no) \\| (yes|no) \\| [^|]+ \\|$");

    private final String page = page();

    @Test
    void every_claim_of_the_person_is_documented_with_its_scope() {
        var documented = OF_PERSON
                .matcher(page)
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();

        assertThat(documented)
                .isEqualTo(PersonClaim.ALL.stream()
                        .map(claim -> claim.name() + " " + claim.scope())
                        .toList());
    }

    @Test
    void every_other_claim_is_documented_with_its_tokens() {
        assertThat(documented(2)).isEqualTo(golden("id-token.json"));
        assertThat(documented(3)).isEqualTo(golden("access-token.json"));
    }

    private Set<String> documented(int column) {
        return OF_TOKEN.matcher(page)
                .results()
                .filter(row -> row.group(column).equals("yes"))
                .map((MatchResult row) -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> golden(String file) {
        var names = new TreeSet<String>();
        try {
            String token = Files.readString(Path.of("src/test/resources/token").resolve(file));
            new JsonMapper().readTree(token).get("claims").propertyNames().forEach(names::add);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        PersonClaim.ALL.forEach(claim -> names.remove(claim.name()));
        return names;
    }

    private static String page() {
        try {
            return Files.readString(Path.of("../docs/reference/claims.md"));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
