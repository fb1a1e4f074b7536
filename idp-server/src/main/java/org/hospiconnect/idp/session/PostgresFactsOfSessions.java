package org.hospiconnect.idp.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.AuthenticatorChanged;
import org.hospiconnect.idp.authenticator.KeyModelsChanged;
import org.hospiconnect.idp.authenticator.Validity;
import org.hospiconnect.idp.directory.PeopleChanged;
import org.hospiconnect.idp.directory.PersonDocuments;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Copies;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Ends, person and means in one statement, because every request of a signed-in person asks. */
@Component
class PostgresFactsOfSessions implements FactsOfSessions {

    private static final int MOST = 50_000;
    private static final TypeReference<List<Validity>> MEANS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final PersonDocuments documents;
    private final JsonMapper json;
    private final Copies<Asked, SessionFacts> copies;

    PostgresFactsOfSessions(JdbcClient jdbc, PersonDocuments documents, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.json = json;
        this.copies = new Copies<>(clock, MOST);
    }

    /** A new proof asks anew: its means may not be among those read before. */
    private record Asked(String sid, PersonId person, Instant opened, Set<String> means) {

        static Asked of(Session session) {
            var means = session.proofs().stream().map(Proof::authenticator).collect(Collectors.toUnmodifiableSet());
            return new Asked(session.sid(), session.person(), session.openedAt(), means);
        }

        boolean isMeantBy(String mark) {
            return mark.equals(sid)
                    || mark.equals(PostgresEndedSessions.mark(person))
                    || mark.equals(PostgresEndedSessions.EVERYBODY);
        }
    }

    @Override
    public SessionFacts of(Session session) {
        Asked asked = Asked.of(session);
        return copies.find(asked, () -> Optional.of(read(asked))).orElseThrow();
    }

    private SessionFacts read(Asked asked) {
        return jdbc.sql("""
                        select exists (select 1 from ended_sessions
                                where sid = :sid or (sid in (:ofThePerson, :ofEverybody) and ended_at >= :opened)) as ended,
                            person_document(:person) as person,
                            authenticator_validities(:means::jsonb) as means
                        """)
                .param("sid", asked.sid())
                .param("ofThePerson", PostgresEndedSessions.mark(asked.person()))
                .param("ofEverybody", PostgresEndedSessions.EVERYBODY)
                .param("opened", asked.opened().atOffset(ZoneOffset.UTC))
                .param("person", asked.person().value())
                .param("means", json.writeValueAsString(asked.means()))
                .query(this::facts)
                .single();
    }

    private SessionFacts facts(ResultSet row, int number) throws SQLException {
        return new SessionFacts(
                row.getBoolean("ended"),
                Optional.ofNullable(row.getString("person")).map(documents::read),
                json.readValue(row.getString("means"), MEANS));
    }

    // Changes are rare and readings cheap: all copies go, so that none is missed. Sessions end all day: theirs go.

    @EventListener
    void on(PeopleChanged changed) {
        copies.forgetAll();
    }

    @EventListener
    void on(AuthenticatorChanged changed) {
        copies.forgetAll();
    }

    @EventListener
    void on(KeyModelsChanged changed) {
        copies.forgetAll();
    }

    @EventListener
    void on(SessionsEnded ended) {
        copies.forgetIf(asked -> asked.isMeantBy(ended.mark()));
    }
}
