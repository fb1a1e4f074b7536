package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that is delivered, as the SBOM in the jar lists it, may be delivered. */
@Requirement("HC-LICENCES")
class LicencesTest {

    private static final Path SBOM = Path.of("target/classes/META-INF/sbom/application.cdx.json");

    /** Permissive, or weak copyleft that asks nothing of those who only link. */
    private static final Set<String> ALLOWED = Set.of(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "Bouncy Castle Licence",
            "CC0-1.0",
            "EPL-2.0",
            "MIT",
            "MIT-0",
            "Public Domain");

    private final List<JsonNode> components = components();

    @Test
    void everything_delivered_has_a_licence_of_the_list() {
        assertThat(components)
                .hasSizeGreaterThan(100)
                .allSatisfy(component -> assertThat(isAllowed(licences(component)))
                        .as("%s: %s", component.get("purl").asString(), licences(component))
                        .isTrue());
    }

    @Test
    void the_sbom_holds_what_is_delivered_and_no_test_tool() {
        assertThat(components)
                .extracting(component -> component.get("name").asString())
                .contains("webauthn4j-core", "spring-security-oauth2-authorization-server", "postgresql")
                .doesNotContain(
                        "archunit", "assertj-core", "journeys", "playwright", "testcontainers", "docker-java-api");
    }

    @ParameterizedTest
    @CsvSource({
        "GPL-3.0-only, false",
        "LGPL-2.1-only, false",
        "'', false",
        "Apache-2.0, true",
        "EPL-2.0;LGPL-2.1-only, true"
    })
    void of_several_licences_one_of_the_list_is_enough(String licences, boolean allowed) {
        assertThat(isAllowed(List.of(licences.split(";")))).isEqualTo(allowed);
    }

    private static boolean isAllowed(List<String> licences) {
        return licences.stream().anyMatch(ALLOWED::contains);
    }

    private static List<String> licences(JsonNode component) {
        return component
                .path("licenses")
                .valueStream()
                .flatMap(
                        entry -> Stream.of(entry.get("expression"), entry.at("/license/id"), entry.at("/license/name")))
                .filter(Objects::nonNull)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
    }

    private static List<JsonNode> components() {
        assertThat(SBOM).as("an offline build makes no SBOM: build once online").exists();
        return new JsonMapper()
                .readTree(SBOM.toFile())
                .get("components")
                .valueStream()
                .toList();
    }
}
