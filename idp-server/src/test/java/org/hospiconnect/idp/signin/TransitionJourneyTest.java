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
    void the_sign_in_opens_nothing_and_says_why(Level least) {
        road.register(client, least);

        Page told = signIn();

        assertThat(told.text("h1")).isEqualTo("Votre moyen de connexion ne suffit pas ici");
        assertThat(told.text(".notice")).contains("n’est plus accepté");
        assertThat(visitor.submit(told, "form[action=/signin/abandon]", Map.of())
                        .at()
                        .getQuery())
                .contains("error=unmet_authentication_requirements");
        assertThat(jdbc.sql("select details::text from trail where act = 'SIGN_IN_ACCEPTED' and client = ?")
                        .param(client)
                        .query(String.class)
                        .single())
                .contains("\"REFUSED\"", "transition (EXI 03)");
    }

    @Test
    void nobody_asks_for_it() {
        assertThat(visitor.visit(road.page("/.well-known/openid-configuration")).body())
                .doesNotContain("acr/refused");
        road.register(client, Level.LOW);
        assertThat(visitor.visit(
                                road.request(client, Map.of("acr_values", road.page("/acr/refused"), "prompt", "none")))
                        .at()
                        .getQuery())
                .contains("error=login_required");
    }

    private Page signIn() {
        var key = road.enrolledKey(road.somebody(1), true);
        return new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of())));
    }
}
