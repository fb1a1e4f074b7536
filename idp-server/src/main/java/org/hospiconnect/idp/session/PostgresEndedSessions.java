package org.hospiconnect.idp.session;

import java.time.Instant;
import java.time.ZoneOffset;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Expiring;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PostgresEndedSessions implements EndedSessions, Expiring {

    private final JdbcClient jdbc;

    PostgresEndedSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(String sid, Instant at, Instant expiresAt) {
        jdbc.sql("""
                insert into ended_sessions (sid, ended_at, expires_at) values (:sid, :at, :expires)
                on conflict (sid) do nothing
                """)
                .param("sid", sid)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public void addAllOf(PersonId person, Instant at, Instant expiresAt) {
        jdbc.sql("""
                insert into ended_sessions (sid, ended_at, expires_at) values (:person, :at, :expires)
                on conflict (sid) do update set ended_at = excluded.ended_at, expires_at = excluded.expires_at
                """)
                .param("person", mark(person))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public boolean contains(Session session) {
        return jdbc.sql("""
                        select exists (select 1 from ended_sessions
                            where sid = :sid or (sid = :person and ended_at >= :opened))
                        """)
                .param("sid", session.sid())
                .param("person", mark(session.person()))
                .param("opened", session.openedAt().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    // no sid has a colon
    private static String mark(PersonId person) {
        return "person:" + person;
    }

    @Override
    public int removeOverBefore(Instant before, int most) {
        return jdbc.sql("""
                delete from ended_sessions where sid in (
                    select sid from ended_sessions where expires_at < :before order by expires_at limit :most for update skip locked)
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }
}
