package org.hospiconnect.idp.enrolment;

import java.time.Instant;
import java.time.ZoneOffset;
import org.hospiconnect.idp.value.Expiring;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Wrong activation codes of an address whose block is over: {@link EnrolmentSettings} keeps a block within a day. */
@Component
class ForgottenFailures implements Expiring {

    private final JdbcClient jdbc;

    ForgottenFailures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int removeOverBefore(Instant before, int most) {
        return jdbc.sql("""
                delete from activation_failures where source in (
                    select source from activation_failures where last_at < :before order by last_at limit :most for update skip locked)
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }
}
