package org.hospiconnect.idp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.directory.PersonId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two servers whose clocks differ end sessions one after the other. */
@StoreTest
@Import(PostgresEndedSessions.class)
@Requirement("HC-ENDS-FORWARD")
class EndMarksTest {

    private final EndedSessions ended;
    private final JdbcClient jdbc;

    @Autowired
    EndMarksTest(EndedSessions ended, JdbcClient jdbc) {
        this.ended = ended;
        this.jdbc = jdbc;
    }

    @Test
    void the_later_end_stays_whoever_tells_it_first() {
        var person = new PersonId(UUID.randomUUID());
        Instant late = Instant.parse("2026-01-05T08:00:30Z");
        Instant early = Instant.parse("2026-01-05T08:00:00Z");

        ended.addAllOf(person, late, late.plusSeconds(60));
        ended.addAllOf(person, early, early.plusSeconds(60));

        assertThat(jdbc.sql("select ended_at from ended_sessions where sid = ?")
                        .param(PostgresEndedSessions.mark(person))
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isEqualTo(late);
    }
}
