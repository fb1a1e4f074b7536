package org.hospiconnect.idp.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Expiring;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class PostgresRefreshFamilies implements RefreshFamilies, Expiring {

    private final JdbcClient jdbc;

    private final JsonMapper json;

    PostgresRefreshFamilies(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void add(RefreshFamily family) {
        jdbc.sql("""
                insert into refresh_families
                    (id, person, client, session, scopes, terms, token_hash, rotations, issued_at, expires_at)
                values (:id, :person, :client, :session, :scopes, :terms::jsonb, :token, :rotations, :issued, :expires)
                """)
                .param("id", family.id())
                .param("person", UUID.fromString(family.person()))
                .param("client", family.client())
                .param("session", family.sid())
                .param("scopes", String.join(" ", family.scopes()))
                .param("terms", json.writeValueAsString(family.terms()))
                .param("token", family.current().toArray())
                .param("rotations", family.rotations())
                .param("issued", family.issuedAt().atOffset(ZoneOffset.UTC))
                .param("expires", family.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public Optional<RefreshFamily> find(String id) {
        return jdbc.sql("select * from refresh_families where id = :id")
                .param("id", id)
                .query(this::family)
                .optional();
    }

    @Override
    public boolean rotate(String id, Bytes old, Bytes next) {
        return jdbc.sql("""
                        update refresh_families set token_hash = :next, rotations = rotations + 1
                        where id = :id and token_hash = :old
                        """)
                        .param("id", id)
                        .param("old", old.toArray())
                        .param("next", next.toArray())
                        .update()
                == 1;
    }

    @Override
    public int removeOverBefore(Instant before, int most) {
        return jdbc.sql("""
                delete from refresh_families where id in (
                    select id from refresh_families where expires_at < :before order by expires_at limit :most for update skip locked)
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    private RefreshFamily family(ResultSet row, int number) throws SQLException {
        return new RefreshFamily(
                row.getString("id"),
                row.getString("person"),
                row.getString("client"),
                row.getString("session"),
                Set.of(row.getString("scopes").split(" ", -1)),
                json.readValue(row.getString("terms"), Terms.class),
                Bytes.of(row.getBytes("token_hash")),
                row.getLong("rotations"),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
