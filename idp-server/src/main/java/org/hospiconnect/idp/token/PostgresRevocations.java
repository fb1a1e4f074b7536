package org.hospiconnect.idp.token;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hospiconnect.idp.value.Expiring;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Read at each use, so that an end is seen at once on every node. */
@Component
class PostgresRevocations implements Revocations, Expiring {

    /** What they end is over by then: sessions are counted in hours. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;

    PostgresRevocations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean endToken(String jti, Instant at) {
        return mark(token(jti), at);
    }

    @Override
    public boolean endFamily(String family, Instant at) {
        return mark(family(family), at);
    }

    @Override
    public boolean isTokenEnded(String jti, String family) {
        return isMarked(List.of(token(jti), family(family)));
    }

    @Override
    public int removeOverBefore(Instant before, int most) {
        return jdbc.sql("""
                delete from revocations where mark in (
                    select mark from revocations where expires_at < :before order by expires_at limit :most for update skip locked)
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    private boolean mark(String mark, Instant at) {
        return jdbc.sql("""
                        insert into revocations (mark, revoked_at, expires_at) values (:mark, :at, :expires)
                        on conflict (mark) do nothing
                        """)
                        .param("mark", mark)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("expires", at.plus(KEPT).atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private boolean isMarked(List<String> marks) {
        return jdbc.sql("select exists (select 1 from revocations where mark in (:marks))")
                .param("marks", marks)
                .query(Boolean.class)
                .single();
    }

    private static String token(String jti) {
        return "token:" + jti;
    }

    /** The mark that ends all that one code gave. */
    static String family(String id) {
        return "family:" + id;
    }
}
