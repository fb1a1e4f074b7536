package org.hospiconnect.idp.authenticator.webauthn;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * The payload of a BLOB of FIDO Metadata Service 3 (§3.1.6), read as far as it concerns us. What later versions add is passed over; one
 * entry that can't be read takes nothing from the others.
 *
 * @param serial {@code no}
 * @param nextUpdate there is a newer one from that day on
 * @param models each once
 * @param unread names of the models of which something could not be read: in {@code models} they vouch for nothing
 * @param nameless how many entries name no model
 */
record MetadataBlob(long serial, LocalDate nextUpdate, List<KeyModel> models, List<String> unread, int nameless) {

    private static final int LONGEST_TEXT = 2 * 1024 * 1024;
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build());

    MetadataBlob {
        models = List.copyOf(models);
        unread = List.copyOf(unread);
    }

    /** Empty when it is none. */
    static Optional<MetadataBlob> read(Bytes payload, LocalDate today) {
        try {
            JsonNode root = JSON.readTree(payload.toArray());
            if (!root.path("no").canConvertToLong() || !root.path("entries").isArray()) {
                return Optional.empty();
            }
            LocalDate nextUpdate = LocalDate.parse(root.path("nextUpdate").asString(""));
            return Optional.of(of(root, nextUpdate, today));
        } catch (JacksonException | DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static MetadataBlob of(JsonNode root, LocalDate nextUpdate, LocalDate today) {
        var read = new LinkedHashMap<String, MetadataEntry>();
        var nameless = new ArrayList<JsonNode>();
        root.path("entries")
                .valueStream()
                .filter(entry -> entry.has("aaguid")) // others are of UAF and U2F
                .forEach(entry -> MetadataEntry.read(entry, today)
                        .ifPresentOrElse(
                                found -> read.merge(found.name(), found, MetadataEntry::contradicting),
                                () -> nameless.add(entry)));
        return new MetadataBlob(
                root.path("no").asLong(),
                nextUpdate,
                read.values().stream().map(MetadataEntry::model).toList(),
                read.values().stream()
                        .filter(entry -> !entry.whole())
                        .map(MetadataEntry::name)
                        .toList(),
                nameless.size());
    }

    /** How many entries vouch for nothing because of what could not be read. */
    int leftOut() {
        return unread.size() + nameless;
    }
}
