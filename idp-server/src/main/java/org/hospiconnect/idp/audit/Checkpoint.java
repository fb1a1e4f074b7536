package org.hospiconnect.idp.audit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hospiconnect.idp.value.Bytes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The end of a chain, as it is signed: JSON {@code {"hash","node","position"}}, the hash of its last seal in base64url.
 */
record Checkpoint(String node, long position, Bytes hash) {

    /** One with its signature, a compact JWS. */
    record Signed(Checkpoint checkpoint, String jws) {}

    private static final JsonMapper JSON = new JsonMapper();

    String content() {
        return JSON.writeValueAsString(
                new TreeMap<>(Map.of("node", node, "position", position, "hash", hash.toBase64Url())));
    }

    /** Empty for what is not exactly such a text. */
    static Optional<Checkpoint> read(String content) {
        try {
            JsonNode said = JSON.readTree(content);
            var read = new Checkpoint(
                    said.path("node").asString(""),
                    said.path("position").asLong(0),
                    Bytes.ofBase64Url(said.path("hash").asString("")));
            return Optional.of(read).filter(checkpoint -> checkpoint.content().equals(content));
        } catch (JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
