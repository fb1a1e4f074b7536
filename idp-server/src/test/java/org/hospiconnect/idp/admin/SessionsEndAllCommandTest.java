package org.hospiconnect.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
@Requirement("HC-RESTORED")
class SessionsEndAllCommandTest {

    private final OperatorDesk desk;
    private final JdbcClient jdbc;
    private final StringWriter screen = new StringWriter();

    @Autowired
    SessionsEndAllCommandTest(OperatorDesk desk, JdbcClient jdbc) {
        this.desk = desk;
        this.jdbc = jdbc;
    }

    @Test
    void the_trail_knows_who_ended_all_sessions() {
        long before = rows();

        assertThat(run("sessions", "end-all")).isZero();

        assertThat(screen.toString()).contains("All sessions that were open are ended");
        assertThat(rows()).isEqualTo(before + 1);
    }

    @Test
    void words_that_it_does_not_know_end_nothing() {
        long before = rows();

        assertThat(run("sessions", "end-all", "of", "V00101")).isEqualTo(2);
        assertThat(run("sessions", "end-all", "--of=V00101")).isEqualTo(2);
        assertThat(run("sessions", "end")).isEqualTo(2);

        assertThat(rows()).isEqualTo(before);
    }

    private long rows() {
        return jdbc.sql("select count(*) from trail where act = 'SESSION_ENDED' and actor = 'os:end-all'")
                .query(Long.class)
                .single();
    }

    private int run(String... words) {
        return desk.run("os:end-all", List.of(words), Map.of(), new PrintWriter(screen, true));
    }
}
