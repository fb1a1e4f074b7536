package org.hospiconnect.idp.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.hospiconnect.idp.audit.RowsInsert.Column;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Rows of the table {@code trail}, unchained; the {@link Sealer} chains them once they are committed. */
@Component
class PostgresAuditTrail implements AuditTrail {

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final CountedRefusals refusals;
    private final GroupAppend append;
    private final RowsInsert<Dated> insert;
    private final JsonMapper json = new JsonMapper();

    PostgresAuditTrail(JdbcTemplate jdbc, AuditSettings settings, Clock clock, CountedRefusals refusals) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.refusals = refusals;
        this.insert = insertBy(settings.node());
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
        refusals.count(act, reason, source, reference);
    }

    private void insert(List<Dated> entries) {
        insert.add(jdbc, entries);
    }

    private RowsInsert<Dated> insertBy(String node) {
        return new RowsInsert<>(
                """
                insert into trail
                    (node, at, act, outcome, actor, person, client, session, authenticator, reason, reference, details)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                List.of(
                        text(_ -> node),
                        new Column<>("timestamptz", dated -> dated.at().toString()),
                        text(entry -> entry.act().name()),
                        text(entry -> entry.outcome().name()),
                        text(AuditEntry::actor),
                        text(AuditEntry::person),
                        text(AuditEntry::client),
                        text(AuditEntry::session),
                        text(AuditEntry::authenticator),
                        text(AuditEntry::reason),
                        text(AuditEntry::reference),
                        new Column<>("jsonb", dated -> details(dated.entry().details()))));
    }

    private static Column<Dated> text(Function<AuditEntry, @Nullable String> value) {
        return new Column<>("text", dated -> value.apply(dated.entry()));
    }

    private String details(Map<String, String> details) {
        return json.writeValueAsString(new TreeMap<>(details));
    }

    /** An entry and when it was recorded. */
    record Dated(AuditEntry entry, Instant at) {}
}
