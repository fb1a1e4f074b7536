package org.hospiconnect.idp.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.value.Copies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Registrations in PostgreSQL; each node keeps copies, because every request asks for one. */
@Component
class PostgresClients implements Clients {

    private static final int MOST = 10_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final Copies<String, RelyingApplication> copies;

    PostgresClients(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.copies = new Copies<>(clock, MOST);
    }

    @Override
    public Optional<RelyingApplication> find(String clientId) {
        return copies.find(
                clientId,
                () -> jdbc.sql("select application from clients where id = :id")
                        .param("id", clientId)
                        .query(this::application)
                        .optional());
    }

    @Override
    public List<RelyingApplication> all() {
        return jdbc.sql("select application from clients order by id")
                .query(this::application)
                .list();
    }

    @Override
    public void put(RelyingApplication application) {
        var faults = RegistrationRules.faults(application);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("client " + application.id() + " refused: " + faults);
        }
        jdbc.sql("""
                insert into clients (id, application, changed_at) values (:id, :application::jsonb, :at)
                on conflict (id) do update set application = excluded.application, changed_at = excluded.changed_at
                """)
                .param("id", application.id())
                .param("application", json.writeValueAsString(application))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        copies.forget(application.id());
    }

    private RelyingApplication application(ResultSet row, int number) throws SQLException {
        return json.readValue(row.getString("application"), RelyingApplication.class);
    }
}
