package org.hospiconnect.idp.directory;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PostgresEstablishments implements Establishments {

    private static final String SELECT =
            "select finess, struct_idnat as structIdNat, name, sector, tid from establishments";

    private final JdbcClient jdbc;

    PostgresEstablishments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Establishment> find(String finess) {
        return jdbc.sql(SELECT + " where finess = :finess")
                .param("finess", finess)
                .query(Establishment.class)
                .optional();
    }

    @Override
    public List<Establishment> all() {
        return jdbc.sql(SELECT + " order by finess").query(Establishment.class).list();
    }

    // The tid is frozen: a second call with another one changes everything else.
    @Override
    public void put(Establishment establishment) {
        jdbc.sql("""
                insert into establishments (finess, struct_idnat, name, sector, tid)
                values (:finess, :structIdNat, :name, :sector, :tid)
                on conflict (finess) do update set struct_idnat = excluded.struct_idnat, name = excluded.name,
                    sector = excluded.sector
                """).paramSource(establishment).update();
    }
}
