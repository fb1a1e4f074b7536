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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    @Requirement("HC-CONSENT-CLAIMS")
    void every_claim_that_can_be_asked_by_name_has_its_words_on_the_page_of_consent(String language)
            throws IOException {
        String words = Files.readString(Path.of("src/main/resources/messages/signin_" + language + ".properties"));

        assertThat(PersonClaim.ALL.stream().filter(claim -> !claim.scope().equals(PersonClaim.OPENID)))
                .isNotEmpty()
                .allSatisfy(claim -> assertThat(words).contains("signin.consent.claim." + claim.name() + "="));
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
