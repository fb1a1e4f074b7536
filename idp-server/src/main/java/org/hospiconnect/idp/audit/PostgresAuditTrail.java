package org.hospiconnect.idp.audit;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Rows of the table {@code trail}, unchained; the {@link Sealer} chains them once they are committed. */
@Component
class PostgresAuditTrail implements AuditTrail {

    private static final String INSERT = """
            insert into trail (node, at, act, outcome, actor, person, client, session, authenticator, reason, reference, details)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
            """;
    private static final String COUNT = """
            insert into refusal_counts (minute, source, act, reason, refused, last_reference) values (?, ?, ?, ?, 1, ?)
            on conflict (minute, source, act, reason) do update set refused = refusal_counts.refused + 1,
                last_reference = coalesce(excluded.last_reference, refusal_counts.last_reference)
            """;

    private final JdbcTemplate jdbc;
    private final AuditSettings settings;
    private final Clock clock;
    private final GroupAppend append;
    private final JsonMapper json = new JsonMapper();

    PostgresAuditTrail(JdbcTemplate jdbc, AuditSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
        this.append = new GroupAppend(this::insert);
    }

    @Override
    public void record(AuditEntry entry) {
        var dated = new Dated(entry, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            insert(List.of(dated));
        } else {
            append.add(dated);
        }
    }

    @Override
    public void count(Act act, Enum<?> reason, String source, @Nullable String reference) {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        jdbc.update(COUNT, Timestamp.from(minute), source, act.name(), reason.name(), reference);
    }

    private void insert(List<Dated> entries) {
        jdbc.batchUpdate(INSERT, new BatchPreparedStatementSetter() {
            @Override
            public void setValues(PreparedStatement statement, int i) throws SQLException {
                set(statement, entries.get(i));
            }

            @Override
            public int getBatchSize() {
                return entries.size();
            }
        });
    }

    private void set(PreparedStatement statement, Dated dated) throws SQLException {
        AuditEntry entry = dated.entry();
        statement.setString(1, settings.node());
        statement.setTimestamp(2, Timestamp.from(dated.at()));
        statement.setString(3, entry.act().name());
        statement.setString(4, entry.outcome().name());
        statement.setString(5, entry.actor());
        statement.setString(6, entry.person());
        statement.setString(7, entry.client());
        statement.setString(8, entry.session());
        statement.setString(9, entry.authenticator());
        statement.setString(10, entry.reason());
        statement.setString(11, entry.reference());
        statement.setString(12, details(entry.details()));
    }

    private String details(Map<String, String> details) {
        return json.writeValueAsString(new TreeMap<>(details));
    }

    /** An entry and when it was recorded. */
    record Dated(AuditEntry entry, Instant at) {}
}
