package org.hospiconnect.idp.authenticator.webauthn;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.authenticator.KeyModel;
import org.hospiconnect.idp.value.Bytes;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The payload of a BLOB of FIDO Metadata Service 3 (§3.1.6), read as far as it concerns us. What later versions add is passed over; an
 * entry that can't be read makes the whole malformed, for a model must not lose its bad standing by it.
 *
 * @param serial {@code no}
 * @param nextUpdate there is a newer one from that day on
 */
record MetadataBlob(long serial, LocalDate nextUpdate, List<KeyModel> models) {

    private static final int LONGEST_TEXT = 2 * 1024 * 1024;
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build());

    MetadataBlob {
        models = List.copyOf(models);
    }

    /** Empty when it is none. */
    static Optional<MetadataBlob> read(Bytes payload, LocalDate today) {
        try {
            JsonNode root = JSON.readTree(payload.toArray());
            if (!root.path("no").canConvertToLong() || !root.path("entries").isArray()) {
                return Optional.empty();
            }
            return Optional.of(new MetadataBlob(
                    root.path("no").asLong(),
                    LocalDate.parse(root.path("nextUpdate").asString("")),
                    root.path("entries")
                            .valueStream()
                            .filter(entry -> entry.has("aaguid")) // others are of UAF and U2F
                            .map(entry -> MetadataEntry.model(entry, today))
                            .toList()));
        } catch (JacksonException | DateTimeException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
