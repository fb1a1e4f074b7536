package org.hospiconnect.idp.authenticator.webauthn;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The last good BLOB, one row: what vouches for new keys until a newer one comes. */
@Component
class KeptBlob {

    private final JdbcClient jdbc;

    KeptBlob(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The row without its text.
     *
     * @param evaluatedOn the day whose status reports are in the models
     */
    record Kept(long serial, LocalDate nextUpdate, @Nullable LocalDate evaluatedOn) {

        boolean isStaleOn(LocalDate day, Period after) {
            return day.isAfter(nextUpdate.plus(after));
        }
    }

    Optional<Kept> find() {
        return jdbc.sql("select serial, next_update, evaluated_on from fido_blob")
                .query(Kept.class)
                .optional();
    }

    String text() {
        return jdbc.sql("select jwt from fido_blob").query(String.class).single();
    }

    /** Until the transaction ends no other server changes it. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('fido blob'))")
                .query((_, _) -> true)
                .single();
    }

    void replace(MetadataBlob blob, String text) {
        jdbc.sql("""
                insert into fido_blob (serial, next_update, jwt) values (:serial, :nextUpdate, :jwt)
                on conflict (one) do update
                set serial = excluded.serial, next_update = excluded.next_update, jwt = excluded.jwt, evaluated_on = null
                """)
                .param("serial", blob.serial())
                .param("nextUpdate", blob.nextUpdate())
                .param("jwt", text)
                .update();
    }

    void evaluated(LocalDate day) {
        jdbc.sql("update fido_blob set evaluated_on = :day").param("day", day).update();
    }
}
