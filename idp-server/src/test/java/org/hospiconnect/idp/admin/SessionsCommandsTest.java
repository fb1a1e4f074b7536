package org.hospiconnect.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.idp.token.ProviderFixture.SignedIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
@Import(ProviderFixture.class)
@Requirement("HC-SESSIONS-COMMANDS")
class SessionsCommandsTest {

    private final OperatorDesk desk;
    private final ProviderFixture provider;
    private final JdbcClient jdbc;
    private final StringWriter screen = new StringWriter();
    private Application dpi;
    private SignedIn first;
    private SignedIn second;
    private String token = "";

    @Autowired
    SessionsCommandsTest(OperatorDesk desk, ProviderFixture provider, JdbcClient jdbc) {
        this.desk = desk;
        this.provider = provider;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void somebodyInTwoPlaces() {
        dpi = provider.application();
        first = provider.signIn();
        second = provider.signIn(first.person(), first.authenticator());
        token = provider.tokens(first, dpi).text("access_token");
    }

    @Test
    void those_of_a_person_are_listed_and_nobody_elses() {
        var stranger = provider.signIn();

        assertThat(run("sessions", "list", "--person", person())).isZero();

        assertThat(screen.toString())
                .contains(
                        first.sid(),
                        second.sid(),
                        "OWN_DEVICE remote",
                        dpi.registered().name(),
                        "no application")
                .contains("2 session(s)")
                .doesNotContain(stranger.sid());
    }

    @Test
    void one_is_ended_with_its_tokens_and_the_trail_knows_who_did_it() {
        assertThat(dpi.isActive(token)).isTrue();

        assertThat(run("sessions", "end", "--sid", first.sid())).isZero();
        assertThat(run("sessions", "end", "--sid", first.sid())).isEqualTo(1);

        assertThat(screen.toString()).contains("no open session " + first.sid());
        assertThat(dpi.isActive(token)).isFalse();
        assertThat(dpi.isActive(provider.tokens(second, dpi).text("access_token")))
                .isTrue();
        assertThat(trail()).containsExactly("os:officer asked by an operator");
    }

    @Test
    void all_of_a_person_are_ended_at_once() {
        var stranger = provider.signIn();
        String other = provider.tokens(stranger, dpi).text("access_token");

        assertThat(run("sessions", "end", "--person", person())).isZero();

        assertThat(dpi.isActive(token)).isFalse();
        assertThat(dpi.isActive(other)).isTrue();
        run("sessions", "list", "--person", person());
        assertThat(screen.toString()).contains("0 session(s)");
        assertThat(trail()).containsExactly("os:officer asked by an operator: all of the person's sessions");
    }

    @Test
    @Requirement("HC-LEVEL-JUSTIFIED")
    void what_the_level_of_one_rests_on_is_told_rule_by_rule() {
        assertThat(run("sessions", "justify", first.sid())).isZero();

        assertThat(screen.toString().lines())
                .contains("to rise: The scheme is certified at level high")
                .anySatisfy(line ->
                        assertThat(line).startsWith("proof webauthn  at 20").endsWith("RIE 1.0"))
                .anySatisfy(
                        line -> assertThat(line)
                                .startsWith(
                                        "level eidas/substantial  phishing-resistant  legal basis ATTESTED  ATTESTATION-FICTIVE"))
                .anySatisfy(line -> assertThat(line).startsWith("holds  EXI 13  "))
                .anySatisfy(line -> assertThat(line).startsWith("lacks  EXI 15  "));
    }

    @Test
    @Requirement("HC-LEVEL-JUSTIFIED")
    void one_whose_means_is_suspended_has_none() {
        run("authenticator", "suspend", first.authenticator().id().toString());

        assertThat(run("sessions", "justify", first.sid())).isZero();

        assertThat(screen.toString())
                .contains("no level: it opens nothing, AUTHENTICATOR_NOT_USABLE")
                .doesNotContain("holds");
    }

    @Test
    @Requirement("HC-LEVEL-JUSTIFIED")
    void one_that_is_over_has_no_level_any_more() {
        run("sessions", "end", "--sid", first.sid());

        assertThat(run("sessions", "justify", first.sid())).isEqualTo(1);
        assertThat(screen.toString()).contains("no open session " + first.sid()).doesNotContain("level ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sessions justify",
                "sessions justify a b",
                "sessions end",
                "sessions end SID",
                "sessions end --sid",
                "sessions end --sid a --person b",
                "sessions end --sid a b",
                "sessions end --all x",
                "sessions list",
                "sessions list x",
                "sessions list --person x y"
            })
    void words_that_they_do_not_take_end_nothing(String words) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(dpi.isActive(token)).isTrue();
    }

    @Test
    void a_person_whom_nobody_knows_is_said_so() {
        assertThat(run("sessions", "list", "--person", "nobody")).isEqualTo(1);
        assertThat(run("sessions", "end", "--person", "nobody")).isEqualTo(1);
        assertThat(screen.toString()).contains("nobody answers to nobody");
    }

    private String person() {
        return first.person().id().toString();
    }

    private List<String> trail() {
        return jdbc.sql(
                        "select actor || ' ' || (details ->> 'why') from trail where act = 'SESSION_ENDED' and person = ?")
                .param(person())
                .query(String.class)
                .list();
    }

    private int run(String... words) {
        return desk.run("os:officer", List.of(words), Map.of(), new PrintWriter(screen, true));
    }
}
