package org.hospiconnect.idp.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.hospiconnect.idp.value.Bytes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A row as it stands in the table, and its canonical form. */
record TrailRow(long id, String node, Instant at, Map<String, String> texts, Map<String, String> details) {

    static final Bytes START = Bytes.of(new byte[32]);

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String[] COLUMNS = {
        "act", "outcome", "actor", "person", "client", "session", "authenticator", "reason", "reference"
    };

    static TrailRow read(ResultSet row) throws SQLException {
        var texts = new TreeMap<String, String>();
        for (String column : COLUMNS) {
            @Nullable String text = row.getString(column);
            if (text != null) {
                texts.put(column, text);
            }
        }
        return new TrailRow(
                row.getLong("id"),
                row.getString("node"),
                row.getTimestamp("at").toInstant(),
                texts,
                JSON.readValue(row.getString("details"), TEXTS));
    }

    /** JSON with sorted names, no blanks, absent members left out; microseconds as PostgreSQL keeps them (RFC 8785 in spirit). */
    String canonical() {
        var members = new TreeMap<String, Object>(texts);
        members.put("id", id);
        members.put("node", node);
        members.put("at", at.toString());
        members.put("details", new TreeMap<>(details));
        return JSON.writeValueAsString(members);
    }

    Bytes hashAfter(Bytes previous) {
        byte[] before = previous.toArray();
        byte[] content = canonical().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] both = java.util.Arrays.copyOf(before, before.length + content.length);
        System.arraycopy(content, 0, both, before.length, content.length);
        return Bytes.of(both).sha256();
    }
}
