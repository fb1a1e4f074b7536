package org.hospiconnect.idp.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import tools.jackson.databind.json.JsonMapper;

/** A row of {@code refresh_families}. */
final class RefreshFamilyRow {

    /** For an {@code insert … select} of the parameters that {@link #parameters} gives. */
    static final String COLUMNS =
            "id, person, client, session, scopes, terms, token_hash, rotations, issued_at, expires_at";

    static final String VALUES =
            ":id, :person, :client, :session, :scopes, :terms::jsonb, :token, :rotations, :issued, :expires";

    private RefreshFamilyRow() {}

    static MapSqlParameterSource parameters(RefreshFamily family, JsonMapper json) {
        return new MapSqlParameterSource()
                .addValue("id", family.id())
                .addValue("person", UUID.fromString(family.person()))
                .addValue("client", family.client())
                .addValue("session", family.sid())
                .addValue("scopes", String.join(" ", family.scopes()))
                .addValue("terms", json.writeValueAsString(family.terms()))
                .addValue("token", family.current().toArray())
                .addValue("rotations", family.rotations())
                .addValue("issued", family.issuedAt().atOffset(ZoneOffset.UTC))
                .addValue("expires", family.expiresAt().atOffset(ZoneOffset.UTC));
    }

    /** Needs a column {@code ended} beside the table's own. */
    static RefreshFamily read(ResultSet row, JsonMapper json) throws SQLException {
        return new RefreshFamily(
                row.getString("id"),
                row.getString("person"),
                row.getString("client"),
                row.getString("session"),
                Set.of(row.getString("scopes").split(" ", -1)),
                json.readValue(row.getString("terms"), Terms.class),
                Bytes.of(row.getBytes("token_hash")),
                replaced(row),
                row.getLong("rotations"),
                row.getBoolean("ended"),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static Optional<RefreshFamily.Replaced> replaced(ResultSet row) throws SQLException {
        var at = row.getObject("replaced_at", OffsetDateTime.class);
        return at == null
                ? Optional.empty()
                : Optional.of(new RefreshFamily.Replaced(Bytes.of(row.getBytes("previous_hash")), at.toInstant()));
    }
}
