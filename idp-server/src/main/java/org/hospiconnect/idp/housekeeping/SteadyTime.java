package org.hospiconnect.idp.housekeeping;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Remembers in PostgreSQL when housekeeping last came by. Time that has leapt since, forward or back, is a wrong clock, a restored
 * database or a long stop: nobody can tell which, so nothing goes for good before a week of steady time.
 */
@Component
class SteadyTime {

    /** Rounds come every 12 h at least. */
    private static final Duration MOST_FORWARD = Duration.ofDays(1);

    /** As much as servers may be apart. */
    private static final Duration MOST_BACK = Duration.ofMinutes(2);

    private static final Duration WATCHED = Duration.ofDays(7);

    private final JdbcClient jdbc;

    SteadyTime(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes that it is {@code now}; says until when nothing may be removed. */
    Optional<Instant> heldUntil(Instant now) {
        return jdbc.sql("""
                insert into housekeeping_time as kept (seen_at) values (:now)
                on conflict (one) do update set seen_at = :now, leapt_at = case
                    when kept.seen_at between :earliest and :latest then kept.leapt_at else :now end
                returning leapt_at
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("earliest", now.minus(MOST_FORWARD).atOffset(ZoneOffset.UTC))
                .param("latest", now.plus(MOST_BACK).atOffset(ZoneOffset.UTC))
                .query((row, _) -> Optional.ofNullable(row.getObject("leapt_at", OffsetDateTime.class)))
                .single()
                .map(leapt -> leapt.toInstant().plus(WATCHED))
                .filter(now::isBefore);
    }
}
