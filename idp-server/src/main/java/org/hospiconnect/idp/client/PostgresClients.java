package org.hospiconnect.idp.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Registrations in PostgreSQL; each node keeps what it read for 5 s at most, because every request asks for one. */
@Component
class PostgresClients implements Clients {

    private static final Duration FRESH = Duration.ofSeconds(5);

    /** Unknown ids are never kept, so a stranger can't fill this. */
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    PostgresClients(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Optional<RelyingApplication> find(String clientId) {
        Instant now = clock.instant();
        Read known = read.get(clientId);
        if (known != null && !now.isAfter(known.at().plus(FRESH))) {
            return Optional.of(known.application());
        }
        var found = jdbc.sql("select application from clients where id = :id")
                .param("id", clientId)
                .query(this::application)
                .optional();
        found.ifPresentOrElse(
                application -> read.put(clientId, new Read(application, now)), () -> read.remove(clientId));
        return found;
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
        read.remove(application.id());
    }

    private RelyingApplication application(ResultSet row, int number) throws SQLException {
        return json.readValue(row.getString("application"), RelyingApplication.class);
    }

    private record Read(RelyingApplication application, Instant at) {}
}
