package org.hospiconnect.idp.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.value.Copies;
import org.hospiconnect.idp.value.Expiring;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All marks of a family are read at once; an end is seen at once on the node that makes it, within 5 s on every other. */
@Component
class PostgresRevocations implements Revocations, Expiring {

    /** What they end is over by then: sessions are counted in hours. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int MOST = 50_000;

    private final JdbcClient jdbc;
    private final Copies<String, Set<String>> copies;

    PostgresRevocations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.copies = new Copies<>(clock, MOST);
    }

    @Override
    public boolean endToken(String jti, Instant at) {
        return mark(token(jti), AccessTokenClaims.familyOf(jti), at);
    }

    @Override
    public boolean endFamily(String family, Instant at) {
        return mark(family(family), family, at);
    }

    @Override
    public boolean isTokenEnded(String jti, String family) {
        Set<String> ended =
                copies.find(family, () -> Optional.of(marksOf(family))).orElseThrow();
        return ended.contains(token(jti)) || ended.contains(family(family));
    }

    private Set<String> marksOf(String family) {
        return jdbc.sql("select mark from revocations where family = :family")
                .param("family", family)
                .query(String.class)
                .set();
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

    private boolean mark(String mark, String family, Instant at) {
        int marked = jdbc.sql("""
                insert into revocations (mark, revoked_at, expires_at) values (:mark, :at, :expires)
                on conflict (mark) do nothing
                """)
                .param("mark", mark)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("expires", at.plus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
        copies.forget(family);
        return marked == 1;
    }

    private static String token(String jti) {
        return "token:" + jti;
    }

    /** The mark that ends all that one code gave. */
    static String family(String id) {
        return "family:" + id;
    }
}
