package org.hospiconnect.idp.token.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hospiconnect.idp.ReferencePage;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The page of metadata names the members of the golden documents and no others. */
@Requirement("HC-METADATA-DOCUMENTED")
class MetadataReferenceTest {

    private final List<List<String>> rows = ReferencePage.of("metadata.md").rows("Member").stream()
            .filter(row -> row.size() == 4)
            .toList();

    @Test
    void every_member_is_documented_with_its_documents() {
        assertThat(members("yes", "no")).isEqualTo(golden("openid-configuration.json"));
        assertThat(members("yes")).isEqualTo(golden("oauth-authorization-server.json"));
    }

    @Test
    void every_member_says_what_it_is_and_when_it_changes() {
        assertThat(rows).allSatisfy(row -> assertThat(row).noneMatch(String::isBlank));
    }

    private Set<String> members(String... oauth) {
        return rows.stream()
                .filter(row -> List.of(oauth).contains(row.get(1)))
                .map(List::getFirst)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> golden(String file) {
        var document = new JsonMapper()
                .readTree(Path.of("src/test/resources/token").resolve(file).toFile());
        return new TreeSet<>(document.propertyNames());
    }
}
