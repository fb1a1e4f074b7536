package org.hospiconnect.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
class ClientDeliveriesCommandTest {

    private final OperatorDesk desk;
    private final Clients clients;
    private final JdbcClient jdbc;
    private final StringWriter screen = new StringWriter();

    @Autowired
    ClientDeliveriesCommandTest(OperatorDesk desk, Clients clients, JdbcClient jdbc) {
        this.desk = desk;
        this.clients = clients;
        this.jdbc = jdbc;
    }

    @Test
    @Requirement("HC-LOGOUT-DELIVERIES")
    void each_notice_is_a_line_with_state_tries_status_and_time() {
        String client = "dpi-" + UUID.randomUUID();
        clients.put(ExampleApplication.one(client).get());
        add("s1", client, "'DELIVERED', 2, 200, '2026-01-02T03:04:05.6Z'");
        add("s2", client, "'REFUSED', 3, 400, '2026-01-02T03:04:06Z'");
        add("s3", client, "'DUE', 4, null, null");
        add("s4", client, "'WAITING', 0, null, null");

        assertThat(run("client", "deliveries", client)).isZero();

        assertThat(screen.toString().lines())
                .containsExactly(
                        client + "  session s3  DUE  4 tries  last status none  next at 2030-01-01T00:00:00Z",
                        client + "  session s2  REFUSED  3 tries  last status 400  at 2026-01-02T03:04:06Z",
                        client + "  session s1  DELIVERED  2 tries  last status 200  at 2026-01-02T03:04:05Z",
                        "3 notice(s)");
        assertThat(run("client", "deliveries")).isZero();
        assertThat(screen.toString()).contains("session s1");
        jdbc.sql("delete from logout_notices where client = :client")
                .param("client", client)
                .update();
    }

    @Test
    void an_application_that_is_not_there_and_words_too_many_are_refused() {
        assertThat(run("client", "deliveries", "nobody")).isEqualTo(1);
        assertThat(run("client", "deliveries", "a", "b")).isEqualTo(2);
        assertThat(screen.toString()).contains("client deliveries [CLIENT] —").contains("No application has the id");
    }

    private void add(String session, String client, String rest) {
        jdbc.sql(
                        "insert into logout_notices (session, client, person, due_at, next_at, state, tries, last_status, settled_at)"
                                + " values (:session, :client, :person, now() + interval '" + session.charAt(1)
                                + " s', '2030-01-01T00:00:00Z', " + rest + ")")
                .param("session", session)
                .param("client", client)
                .param("person", UUID.randomUUID())
                .update();
    }

    private int run(String... words) {
        return desk.run("os:test", List.of(words), Map.of(), new PrintWriter(screen, true));
    }
}
