package org.hospiconnect.idp.authenticator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.Authenticator.Voucher;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

@Component
class PostgresAuthenticators implements Authenticators {

    private static final String SELECT = "select a.*, authenticator_facts(a) as facts from authenticators a ";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PostgresAuthenticators(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Optional<Authenticator> find(String id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(this::authenticator)
                .optional();
    }

    @Override
    public Optional<Authenticator> findByHandle(String kind, Bytes handle) {
        return jdbc.sql(SELECT + "where kind = :kind and handle = :handle")
                .param("kind", kind)
                .param("handle", handle.toArray())
                .query(this::authenticator)
                .optional();
    }

    @Override
    public List<Authenticator> of(PersonId person) {
        return jdbc.sql(SELECT + "where person = :person order by enrolled_at, id")
                .param("person", person.value())
                .query(this::authenticator)
                .list();
    }

    @Override
    public List<Authenticator> of(List<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + "where id = any(:ids) order by array_position(:ids, id)")
                        .param("ids", ids.toArray(String[]::new))
                        .query(this::authenticator)
                        .list();
    }

    @Override
    public List<Authenticator> ofModel(String model) {
        return jdbc.sql(SELECT + "where model = :model and state <> 'REVOKED' order by person, enrolled_at, id")
                .param("model", model)
                .query(this::authenticator)
                .list();
    }

    @Override
    public Optional<PersonId> someHolder(String kind, PersonId from) {
        return jdbc.sql("""
                select person from (
                    (select person, 1 as part from authenticators where kind = :kind and state = 'ACTIVE' and ends_at > :now
                        and person >= :from
                        order by person limit 1)
                    union all (select person, 2 from authenticators where kind = :kind and state = 'ACTIVE' and ends_at > :now
                        order by person limit 1)) as found
                order by part limit 1
                """)
                .param("kind", kind)
                .param("from", from.value())
                .param("now", utc(clock.instant()))
                .query((row, _) -> PersonId.of(row.getString("person")))
                .optional();
    }

    @Override
    @Transactional
    public boolean add(Authenticator authenticator) {
        int added = jdbc.sql("""
                insert into authenticators (id, person, kind, handle, material, counter, model, backup, transports, discoverable, label, attestation,
                    evidence_method, document_type, document_until, checked_by, checked_at, delivery, rpps_check,
                    reservation, vouched_by, vouched_level, state, enrolled_at, ends_at)
                values (:id, :person, :kind, :handle, :material, :counter, :model, :backup, :transports, :discoverable, :label, :attestation,
                    :method, :type, :until, :checkedBy, :checkedAt, :delivery, :rpps, :reservation, :vouchedBy, :vouchedLevel,
                    :state, :enrolledAt, :endsAt)
                on conflict do nothing
                """).paramSource(columns(authenticator)).update();
        if (added == 1) {
            note(authenticator.id(), authenticator.state());
            events.publishEvent(new AuthenticatorEnrolled(authenticator.id(), authenticator.kind()));
        }
        return added == 1;
    }

    private static MapSqlParameterSource columns(Authenticator authenticator) {
        Optional<Voucher> voucher = authenticator.voucher();
        return made(authenticator)
                .addValue("id", authenticator.id())
                .addValue("person", authenticator.person().value())
                .addValue("kind", authenticator.kind())
                .addValue("handle", authenticator.handle().toArray())
                .addValue("material", authenticator.material().toArray())
                .addValue("counter", authenticator.counter())
                .addValue("label", authenticator.label())
                .addValue("attestation", authenticator.attestation().name())
                .addValue("reservation", authenticator.reservation().orElse(null))
                .addValue("vouchedBy", voucher.map(Voucher::authenticator).orElse(null))
                .addValue(
                        "vouchedLevel",
                        voucher.map(found -> found.level().name()).orElse(null))
                .addValue("state", authenticator.state().name())
                .addValue("enrolledAt", utc(authenticator.enrolledAt()))
                .addValue("endsAt", utc(authenticator.endsAt()));
    }

    private static MapSqlParameterSource made(Authenticator authenticator) {
        KeyFacts facts = authenticator.facts();
        return EvidenceColumns.of(authenticator.evidence())
                .addValue("model", facts.model())
                .addValue("backup", facts.backup().name())
                .addValue("transports", String.join(" ", facts.transports()))
                .addValue("discoverable", facts.discoverable().name());
    }

    @Override
    public boolean advanceCounter(String id, long counter, KeyFacts.Backup backup) {
        int moved = jdbc.sql("""
                update authenticators set counter = :counter, backup = :backup
                where id = :id and (counter < :counter or counter = 0 and :counter = 0)
                """)
                .param("id", id)
                .param("counter", counter)
                .param("backup", backup.name())
                .update();
        return moved == 1;
    }

    @Override
    @Transactional
    public void changeState(String id, Authenticator.State state) {
        int changed = jdbc.sql("update authenticators set state = :state where id = :id and state <> 'REVOKED'")
                .param("id", id)
                .param("state", state.name())
                .update();
        if (changed == 0) {
            throw new IllegalStateException("no authenticator " + id + " that is not revoked");
        }
        note(id, state);
        events.publishEvent(new AuthenticatorChanged(id));
    }

    private void note(String id, Authenticator.State state) {
        jdbc.sql("insert into authenticator_states (authenticator, state, at) values (:id, :state, :at)")
                .param("id", id)
                .param("state", state.name())
                .param("at", utc(clock.instant()))
                .update();
    }

    private Authenticator authenticator(ResultSet row, int number) throws SQLException {
        return new Authenticator(
                row.getString("id"),
                PersonId.of(row.getString("person")),
                row.getString("kind"),
                Bytes.of(row.getBytes("handle")),
                Bytes.of(row.getBytes("material")),
                row.getLong("counter"),
                json.readValue(row.getString("facts"), KeyFacts.class),
                row.getString("label"),
                Proof.Attestation.valueOf(row.getString("attestation")),
                EvidenceColumns.read(row),
                Optional.ofNullable(row.getString("reservation")),
                voucher(row),
                Authenticator.State.valueOf(row.getString("state")),
                instant(row, "enrolled_at"),
                instant(row, "ends_at"));
    }

    private static Optional<Voucher> voucher(ResultSet row) throws SQLException {
        @Nullable String by = row.getString("vouched_by");
        return by == null
                ? Optional.empty()
                : Optional.of(new Voucher(by, Level.valueOf(row.getString("vouched_level"))));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
