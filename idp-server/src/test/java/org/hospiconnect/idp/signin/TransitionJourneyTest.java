package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** A hospital whose keys are means of the transition, today: nobody gets in anywhere, and everybody is told why. */
@JourneyTest
@Import(SignInRoad.class)
@TestPropertySource(properties = "hospiconnect.assurance.schemes.webauthn.legal-basis=TRANSITION")
@Requirement("RIE-03-TRANSITION")
class TransitionJourneyTest {

    private final SignInRoad road;
    private final JdbcClient jdbc;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    TransitionJourneyTest(SignInRoad road, JdbcClient jdbc) {
        this.road = road;
        this.jdbc = jdbc;
    }

    @ParameterizedTest
    @EnumSource(names = {"BACKUP", "LOW", "SUBSTANTIAL"})
    void the_sign_in_opens_nothing_not_even_a_session_and_says_why(Level least) {
        road.register(client, least);
        var person = road.somebody(1);

        Page told = new KeyAtPage(visitor, road.enrolledKey(person, true))
                .signIn(visitor.visit(road.request(client, Map.of())));

        assertThat(told.at().getPath()).isEqualTo("/signin/webauthn");
        assertThat(told.document().text()).contains("n’est pas, ou n’est plus, accepté");
        assertThat(visitor.cookie("hc_session")).isEmpty();
        assertThat(visitor.visit(road.page("/account")).at().getPath()).isEqualTo("/");
        assertThat(jdbc.sql("select act || ' ' || reason from trail where person = ? and act like 'SIGN_IN%'")
                        .param(person.id().toString())
                        .query(String.class)
                        .list())
                .containsExactly("SIGN_IN_REFUSED MEANS_NOT_ACCEPTED");
    }

    @Test
    void nobody_asks_for_it() {
        assertThat(visitor.visit(road.page("/.well-known/openid-configuration")).body())
                .doesNotContain("acr/refused");
    }
}
