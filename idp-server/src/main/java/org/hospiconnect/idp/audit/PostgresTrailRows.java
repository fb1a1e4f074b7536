package org.hospiconnect.idp.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Members are named as the columns of {@code trail}. */
@Component
class PostgresTrailRows implements TrailRows {

    private final AuditSettings settings;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();

    PostgresTrailRows(AuditSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String of(AuditEntry... entries) {
        var rows = json.createArrayNode();
        Arrays.stream(entries).map(this::row).forEach(rows::add);
        return rows.toString();
    }

    private JsonNode row(AuditEntry entry) {
        ObjectNode row = json.createObjectNode();
        row.put("node", settings.node());
        row.put("at", clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
        row.put("act", entry.act().name());
        row.put("outcome", entry.outcome().name());
        put(row, "actor", entry.actor());
        put(row, "person", entry.person());
        put(row, "client", entry.client());
        put(row, "session", entry.session());
        put(row, "authenticator", entry.authenticator());
        put(row, "reason", entry.reason());
        put(row, "reference", entry.reference());
        row.set("details", json.valueToTree(entry.details()));
        return row;
    }

    private static void put(ObjectNode row, String column, @Nullable String value) {
        if (value != null) {
            row.put(column, value);
        }
    }
}
