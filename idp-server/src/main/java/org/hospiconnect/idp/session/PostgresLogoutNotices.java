package org.hospiconnect.idp.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Expiring;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PostgresLogoutNotices implements LogoutNotices, Expiring {

    /** How long an operator can see what became of a notice. */
    private static final Duration SHOWN = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;

    PostgresLogoutNotices(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public AwaitedLogout awaited(Session session, String client) {
        return new AwaitedLogout(
                session.sid(), client, session.person().value(), session.openedAt(), clock.instant(), session.overAt());
    }

    @Override
    public List<String> clientsWithDue() {
        return jdbc.sql("select distinct client from logout_notices where state = 'DUE' and next_at <= :now")
                .param("now", now())
                .query(String.class)
                .list();
    }

    @Override
    public List<LogoutNotice> take(String client, int most, Duration patience) {
        return jdbc.sql("""
                with taken as (
                    select session, client from logout_notices
                    where state = 'DUE' and client = :client and next_at <= :now
                    order by next_at limit :most for update skip locked)
                update logout_notices n set tries = tries + 1, next_at = :until
                from taken t where n.session = t.session and n.client = t.client
                returning n.*
                """)
                .param("client", client)
                .param("now", now())
                .param("most", most)
                .param("until", utc(clock.instant().plus(patience)))
                .query(PostgresLogoutNotices::notice)
                .list();
    }

    @Override
    public void settle(LogoutNotice notice, LogoutNotice.State state, Optional<Integer> status) {
        jdbc.sql("""
                update logout_notices set state = :state, last_status = :status, settled_at = :now
                where session = :session and client = :client
                """)
                .param("state", state.name())
                .param("status", status.orElse(null))
                .param("now", now())
                .param("session", notice.sid())
                .param("client", notice.client())
                .update();
    }

    @Override
    public void postpone(LogoutNotice notice, Optional<Integer> status, Duration pause) {
        jdbc.sql("""
                update logout_notices set last_status = :status, next_at = :next
                where session = :session and client = :client and state = 'DUE'
                """)
                .param("status", status.orElse(null))
                .param("next", utc(clock.instant().plus(pause)))
                .param("session", notice.sid())
                .param("client", notice.client())
                .update();
    }

    @Override
    public List<String> sessionsToLookAt(int most) {
        return jdbc.sql("""
                select session from logout_notices where state = 'WAITING' and next_at <= :now
                group by session order by min(next_at) limit :most
                """)
                .param("now", now())
                .param("most", most)
                .query(String.class)
                .list();
    }

    @Override
    public void lookAgain(String sid, Instant at) {
        jdbc.sql("update logout_notices set next_at = :at where session = :sid and state = 'WAITING'")
                .param("at", utc(at))
                .param("sid", sid)
                .update();
    }

    @Override
    public boolean becomeDue(String sid) {
        return jdbc.sql("""
                        update logout_notices set state = 'DUE', due_at = :now, next_at = :now
                        where session = :sid and state = 'WAITING'
                        """).param("now", now()).param("sid", sid).update() > 0;
    }

    @Override
    public List<LogoutNotice> latest(Optional<String> client, int most) {
        return jdbc.sql("""
                select * from logout_notices where state <> 'WAITING' and (:client::text is null or client = :client)
                order by due_at desc limit :most
                """)
                .param("client", client.orElse(null))
                .param("most", most)
                .query(PostgresLogoutNotices::notice)
                .list();
    }

    @Override
    public int removeOverBefore(Instant before, int most) {
        return jdbc.sql("""
                delete from logout_notices where (session, client) in (
                    select session, client from logout_notices where settled_at < :before
                    order by settled_at limit :most for update skip locked)
                """)
                .param("before", utc(before.minus(SHOWN)))
                .param("most", most)
                .update();
    }

    private OffsetDateTime now() {
        return utc(clock.instant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static LogoutNotice notice(ResultSet row, int number) throws SQLException {
        OffsetDateTime settled = row.getObject("settled_at", OffsetDateTime.class);
        OffsetDateTime next = row.getObject("next_at", OffsetDateTime.class);
        return new LogoutNotice(
                row.getString("session"),
                row.getString("client"),
                new PersonId(row.getObject("person", UUID.class)),
                LogoutNotice.State.valueOf(row.getString("state")),
                row.getInt("tries"),
                Optional.ofNullable(row.getObject("last_status", Integer.class)),
                Optional.ofNullable(settled).orElse(next).toInstant());
    }
}
