package org.hospiconnect.idp.token;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hospiconnect.idp.value.Expiring;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A family is read together with its end, from the store itself: a copy could hide a second use. */
@Component
class PostgresRefreshFamilies implements RefreshFamilies, Expiring {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PostgresRefreshFamilies(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Optional<RefreshFamily> find(String id) {
        return jdbc.sql("""
                        select f.*, exists (select 1 from revocations r where r.mark = :mark) as ended
                        from refresh_families f where f.id = :id
                        """)
                .param("id", id)
                .param("mark", PostgresRevocations.family(id))
                .query((row, _) -> RefreshFamilyRow.read(row, json))
                .optional();
    }

    @Override
    public boolean rotate(String id, Rotation rotation) {
        return jdbc.sql("""
                        with turned as (
                            update refresh_families set token_hash = :next, previous_hash = :old, replaced_at = :at,
                                rotations = rotations + 1
                            where id = :id and token_hash = :old returning 1)
                        select record_acts(:acts::jsonb) from turned
                        """)
                .param("id", id)
                .param("old", rotation.old().toArray())
                .param("next", rotation.next().toArray())
                .param("at", rotation.at().atOffset(ZoneOffset.UTC))
                .param("acts", rotation.acts())
                .query(Long.class)
                .optional()
                .isPresent();
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
}
