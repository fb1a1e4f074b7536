package org.hospiconnect.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.authenticator.Authenticator.State;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.signin.SignInRoad;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
@Import(SignInRoad.class)
class AuthenticatorCommandsTest {

    private final OperatorDesk desk;
    private final SignInRoad road;
    private final Authenticators authenticators;
    private final People people;
    private final AuditTrail trail;
    private final JdbcClient jdbc;
    private final StringWriter screen = new StringWriter();

    @Autowired
    AuthenticatorCommandsTest(
            OperatorDesk desk,
            SignInRoad road,
            Authenticators authenticators,
            People people,
            AuditTrail trail,
            JdbcClient jdbc) {
        this.desk = desk;
        this.road = road;
        this.authenticators = authenticators;
        this.people = people;
        this.trail = trail;
        this.jdbc = jdbc;
    }

    @Test
    @Requirement("HC-AUTHENTICATOR-COMMANDS")
    void a_means_is_listed_suspended_reinstated_and_revoked_for_good() {
        PersonId person = road.somebody(1).id();
        road.enrolledKey(people.find(person).orElseThrow(), true);
        String id = authenticators.of(person).getFirst().id();

        assertThat(run("authenticator", "list", person.toString())).isZero();
        assertThat(screen.toString()).contains(id + "  webauthn  ").contains("ACTIVE  until 20");
        assertThat(run("authenticator", "suspend", id)).isZero();
        assertThat(state(id)).isEqualTo(State.SUSPENDED);
        assertThat(run("authenticator", "reinstate", id)).isZero();
        assertThat(state(id)).isEqualTo(State.ACTIVE);
        assertThat(run("authenticator", "revoke", id)).isZero();
        assertThat(run("authenticator", "revoke", id)).isZero();
        assertThat(run("authenticator", "reinstate", id)).isEqualTo(1);
        assertThat(state(id)).isEqualTo(State.REVOKED);
        assertThat(screen.toString()).contains(id + " was revoked: enrol the person again");
        assertThat(acts(person))
                .containsExactly("AUTHENTICATOR_SUSPENDED", "AUTHENTICATOR_REINSTATED", "AUTHENTICATOR_REVOKED");
    }

    @Test
    @Requirement("HC-FIDO-STATUS")
    void the_holders_of_a_model_are_listed() {
        PersonId person = road.somebody(1).id();
        road.enrolledKey(people.find(person).orElseThrow(), true);
        String model = authenticators.of(person).getFirst().model();

        assertThat(run("authenticator", "holders")).isZero();
        assertThat(screen.toString()).contains(model + "  UNLISTED  ");
        assertThat(run("authenticator", "holders", model)).isZero();
        assertThat(screen.toString()).contains(person + "  ").contains("ACTIVE  UNLISTED");
        assertThat(run("authenticator", "holders", "none such")).isZero();
        assertThat(screen.toString()).contains("nobody has a means of model none such");
        assertThat(run("authenticator", "holders", "a", "b")).isEqualTo(2);
    }

    @Test
    @Requirement("HC-AUTHENTICATOR-COMMANDS")
    void a_suspension_of_a_person_is_lifted_once_and_traced() {
        PersonId person = road.somebody(1).id();
        jdbc.sql("update people set state = 'SUSPENDED' where id = ?")
                .param(person.value())
                .update();

        assertThat(run("person", "reinstate", person.toString())).isZero();
        assertThat(run("person", "reinstate", person.toString())).isEqualTo(1);

        assertThat(people.find(person).orElseThrow().state().name()).isEqualTo("ACTIVE");
        assertThat(acts(person)).containsExactly("PERSON_REINSTATED");
    }

    @Test
    @Requirement("HC-AUTHENTICATOR-COMMANDS")
    void words_that_name_nobody_change_nothing() {
        assertThat(run("authenticator", "revoke", "nothing")).isEqualTo(1);
        assertThat(run("authenticator", "list", "nobody")).isEqualTo(1);
        assertThat(run("person", "reinstate", "nobody")).isEqualTo(1);
        assertThat(run("authenticator", "suspend")).isEqualTo(2);
        assertThat(run("authenticator", "suspend", "a", "b")).isEqualTo(2);
        assertThat(run("person", "reinstate", "--all")).isEqualTo(2);
        assertThat(screen.toString()).contains("no means nothing").contains("nobody answers to nobody");
    }

    @Test
    @Requirement("HC-AUDIT-FIND")
    void a_reference_is_found_in_trail_and_counts_in_any_case() {
        String traced = UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        String counted = UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        trail.record(AuditEntry.refused(Act.SIGN_IN_REFUSED, State.SUSPENDED)
                .client("dpi-x")
                .reference(traced));
        trail.count(Act.TOKEN_REFUSED, State.REVOKED, "192.0.2.7", counted);

        assertThat(run("audit", "find", traced.toLowerCase(java.util.Locale.ROOT)))
                .isZero();
        assertThat(screen.toString()).contains("SIGN_IN_REFUSED  REFUSED  SUSPENDED  client dpi-x");
        org.awaitility.Awaitility.await().until(() -> run("audit", "find", counted) == 0);
        assertThat(screen.toString())
                .contains("TOKEN_REFUSED  REFUSED  REVOKED  source 192.0.2.7  (counted by minute)");
        assertThat(run("audit", "find", "NOTHING")).isEqualTo(1);
        assertThat(run("audit", "find")).isEqualTo(2);
    }

    private State state(String id) {
        return authenticators.find(id).orElseThrow().state();
    }

    private List<String> acts(PersonId person) {
        return jdbc.sql("select act from trail where person = ? and actor = 'os:desk' order by id")
                .param(person.toString())
                .query(String.class)
                .list();
    }

    private int run(String... words) {
        return desk.run("os:desk", List.of(words), Map.of(), new PrintWriter(screen, true));
    }
}
