package org.hospiconnect.idp.authenticator.totp;

import java.time.Instant;
import java.time.ZoneOffset;
import org.hospiconnect.idp.value.Expiring;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tries for a name whose last was long ago: {@link Guesses} counts anew after 24 h. */
@Component
class ForgottenGuesses implements Expiring {

    private final JdbcClient jdbc;

    ForgottenGuesses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int removeOverBefore(Instant before, int most) {
        return jdbc.sql("""
                delete from password_guesses where ctid = any(array(
                    select ctid from password_guesses where last_at < :before order by last_at limit :most for update skip locked))
                """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }
}
