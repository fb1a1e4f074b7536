package org.hospiconnect.idp.enrolment;

import java.time.Instant;
import java.time.ZoneOffset;
import org.hospiconnect.idp.value.Expiring;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Activation codes that open nothing any more: what was seen of the identity stands with the authenticator and in the trail. */
@Component
class ExpiredActivations implements Expiring {

    private final JdbcClient jdbc;

    ExpiredActivations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int removeOverBefore(Instant before, int most) {
        return jdbc.sql("""
                delete from activation_codes where id in (
                    select id from activation_codes where expires_at < :before order by expires_at limit :most for update skip locked)
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }
}
