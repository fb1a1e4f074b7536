package org.hospiconnect.idp.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import org.hospiconnect.idp.value.Expiring;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counted refusals of strangers: they come from outside, so they don't stay for ever. */
@Component
class OldCounts implements Expiring {

    private final JdbcClient jdbc;
    private final AuditSettings settings;

    OldCounts(JdbcClient jdbc, AuditSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Override
    public int removeOverBefore(Instant before, int most) {
        return jdbc.sql("""
                delete from refusal_counts where (minute, source, act, reason) in (
                    select minute, source, act, reason from refusal_counts where minute < :before
                    order by minute limit :most for update skip locked)
                """)
                .param("before", before.minus(settings.countsKept()).atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }
}
