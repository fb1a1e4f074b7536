package org.hospiconnect.idp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON document held to a file under {@code src/test/resources}. What is not as the file says is left beside it under
 * {@code target/golden}, to be looked at and copied.
 */
public final class Golden extends AbstractAssert<Golden, JsonNode> {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final Path FILES = Path.of("src/test/resources");

    private Golden(JsonNode document) {
        super(document, Golden.class);
    }

    public static Golden assertThat(String json) {
        return new Golden(JSON.readTree(json));
    }

    /** Replaces what differs at each run; the members must be there all the same. */
    public Golden masking(Set<String> names) {
        mask(actual, names);
        return this;
    }

    /** The same in a member that is an object. */
    public Golden masking(String member, Set<String> names) {
        mask(actual.get(member), names);
        return this;
    }

    private static void mask(JsonNode object, Set<String> names) {
        names.stream().filter(object::has).forEach(name -> ((ObjectNode) object).put(name, "[" + name + "]"));
    }

    /** Replaces a text wherever it stands: the address of the test's own server. */
    public Golden replacing(String text, String by) {
        return new Golden(JSON.readTree(actual.toString().replace(text, by)));
    }

    public void isGolden(String name) {
        String now = JSON.writeValueAsString(JSON.treeToValue(actual, Object.class)) + "\n";
        try {
            Path file = FILES.resolve(name);
            String kept = Files.exists(file) ? Files.readString(file, UTF_8) : "";
            if (!kept.equals(now)) {
                Path beside = Path.of("target/golden").resolve(name);
                Files.createDirectories(beside.getParent());
                Files.writeString(beside, now, UTF_8);
            }
            Assertions.assertThat(now).as(name).isEqualTo(kept);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
