package org.hospiconnect.idp.session;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Expiring;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PostgresEndedSessions implements EndedSessions, Expiring {

    /** No sid has a colon. */
    static final String EVERYBODY = "everybody:";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    PostgresEndedSessions(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
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
        events.publishEvent(new SessionsEnded(sid));
    }

    @Override
    public void addAllOf(PersonId person, Instant at, Instant expiresAt) {
        addSince(mark(person), at, expiresAt);
    }

    @Override
    public void addAll(Instant at, Instant expiresAt) {
        addSince(EVERYBODY, at, expiresAt);
    }

    @Override
    public void addTouchesOf(PersonId person, Instant at, Instant expiresAt) {
        addSince(touches(person), at, expiresAt);
    }

    @Override
    public void addTouchesAt(String post, Instant at, Instant expiresAt) {
        addSince("touches-at:" + post, at, expiresAt);
    }

    @Override
    public List<TouchWindow> open(String post, List<TouchWindow> windows) {
        var open = Set.copyOf(jdbc.sql("""
                select w.means from unnest(:means::text[], :people::text[], :since::bigint[]) as w (means, person, since)
                where not exists (select 1 from ended_sessions e
                    where e.sid in ('touches:' || w.person, 'touches-at:' || :post, 'person:' || w.person, 'everybody:')
                        and e.ended_at >= to_timestamp(w.since / 1000.0))
                """)
                .param("post", post)
                .param("means", windows.stream().map(TouchWindow::means).toArray(String[]::new))
                .param(
                        "people",
                        windows.stream()
                                .map(window -> window.person().toString())
                                .toArray(String[]::new))
                .param(
                        "since",
                        windows.stream()
                                .map(window -> window.since().toEpochMilli())
                                .toArray(Long[]::new))
                .query(String.class)
                .list());
        return windows.stream().filter(window -> open.contains(window.means())).toList();
    }

    private void addSince(String mark, Instant at, Instant expiresAt) {
        jdbc.sql("""
                insert into ended_sessions (sid, ended_at, expires_at) values (:mark, :at, :expires)
                on conflict (sid) do update set ended_at = greatest(ended_sessions.ended_at, excluded.ended_at),
                    expires_at = greatest(ended_sessions.expires_at, excluded.expires_at)
                """)
                .param("mark", mark)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new SessionsEnded(mark));
    }

    // no sid has a colon
    static String mark(PersonId person) {
        return "person:" + person;
    }

    private static String touches(PersonId person) {
        return "touches:" + person;
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
