package org.hospiconnect.idp.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.authenticator.Authenticator.Voucher;
import org.hospiconnect.idp.authenticator.EvidenceColumns;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.enrolment.Activation.Vouched;
import org.hospiconnect.idp.value.Bytes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PostgresActivations implements Activations {

    private final JdbcClient jdbc;

    PostgresActivations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(Activation activation, Bytes codeHash, String madeBy) {
        jdbc.sql("""
                insert into activation_codes (id, code_hash, person, evidence_method, document_type, document_until,
                    checked_by, checked_at, delivery, rpps_check, made_by, made_at, expires_at, vouched_by, vouched_level, means_until)
                values (:id, :hash, :person, :method, :type, :until, :checkedBy::uuid, :checkedAt, :delivery, :rpps,
                    :madeBy, :madeAt, :expiresAt, :vouchedBy, :vouchedLevel, :meansUntil)
                """)
                .paramSource(columns(activation)
                        .addValue("id", activation.id())
                        .addValue("hash", codeHash.toArray())
                        .addValue("person", activation.person().value())
                        .addValue("madeBy", madeBy)
                        .addValue("madeAt", utc(activation.madeAt()))
                        .addValue("expiresAt", utc(activation.expiresAt())))
                .update();
    }

    private static MapSqlParameterSource columns(Activation activation) {
        Optional<Vouched> vouched = activation.vouched();
        return EvidenceColumns.of(activation.evidence())
                .addValue(
                        "vouchedBy",
                        vouched.map(found -> found.by().authenticator()).orElse(null))
                .addValue(
                        "vouchedLevel",
                        vouched.map(found -> found.by().level().name()).orElse(null))
                .addValue("meansUntil", vouched.map(found -> utc(found.until())).orElse(null));
    }

    @Override
    public Optional<Activation> find(Bytes codeHash) {
        return jdbc.sql("select * from activation_codes where code_hash = :hash")
                .param("hash", codeHash.toArray())
                .query(this::activation)
                .optional();
    }

    @Override
    public Optional<Activation> find(String id) {
        return jdbc.sql("select * from activation_codes where id = :id")
                .param("id", id)
                .query(this::activation)
                .optional();
    }

    // the lock: of two codes made at once for one person, one withdraws the other
    @Override
    public List<String> withdrawAllOf(PersonId person, Instant now) {
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended('activation:' || :person, 0))")
                .param("person", person.toString())
                .query(Integer.class)
                .single();
        return jdbc.sql("""
                update activation_codes set expires_at = :now
                where person = :person and used_at is null and expires_at > :now returning id
                """)
                .param("person", person.value())
                .param("now", utc(now))
                .query(String.class)
                .list();
    }

    @Override
    public boolean claim(String id, Instant now) {
        return jdbc.sql("""
                update activation_codes set used_at = :now where id = :id and used_at is null and expires_at > :now
                """).param("id", id).param("now", utc(now)).update() == 1;
    }

    // in one order, so that two never wait for each other
    @Override
    public void countFailure(List<String> sources, Instant now, Instant since) {
        jdbc.sql("""
                insert into activation_failures (source, failures, first_at, last_at)
                select source, 1, :now, :now from unnest(:sources::text[]) as source order by source
                on conflict (source) do update set last_at = excluded.last_at,
                    failures = case when activation_failures.first_at > :since then activation_failures.failures + 1 else 1 end,
                    first_at = case when activation_failures.first_at > :since then activation_failures.first_at
                        else excluded.first_at end
                """)
                .param("sources", sources.toArray(String[]::new))
                .param("now", utc(now))
                .param("since", utc(since))
                .update();
    }

    @Override
    public Map<String, Integer> failures(List<String> sources, Instant since) {
        return jdbc
                .sql(
                        "select source, failures from activation_failures where source in (:sources) and first_at > :since")
                .param("sources", sources)
                .param("since", utc(since))
                .query((row, _) -> Map.entry(row.getString("source"), row.getInt("failures")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void forgetFailures(String source) {
        jdbc.sql("delete from activation_failures where source = :source")
                .param("source", source)
                .update();
    }

    private Activation activation(ResultSet row, int number) throws SQLException {
        return new Activation(
                row.getString("id"),
                PersonId.of(row.getString("person")),
                EvidenceColumns.read(row),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("used_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                vouched(row));
    }

    private static Optional<Vouched> vouched(ResultSet row) throws SQLException {
        @Nullable String by = row.getString("vouched_by");
        if (by == null) {
            return Optional.empty();
        }
        // a server of before notes no level: it asked for this one
        Level level = Optional.ofNullable(row.getString("vouched_level"))
                .map(Level::valueOf)
                .orElse(Level.SUBSTANTIAL);
        return Optional.of(new Vouched(
                new Voucher(by, level),
                row.getObject("means_until", OffsetDateTime.class).toInstant()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
