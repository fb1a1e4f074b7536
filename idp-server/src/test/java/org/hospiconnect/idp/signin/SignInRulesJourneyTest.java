package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.LegalBasis;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** An application that does not take every sign-in: the person is told, the application hears, nothing loops. */
@JourneyTest
@Import(SignInRoad.class)
@Requirement("HC-SIGN-IN-RULES")
class SignInRulesJourneyTest {

    private final SignInRoad road;
    private final Clients clients;
    private final MovableClock clock;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    SignInRulesJourneyTest(SignInRoad road, Clients clients, MovableClock clock) {
        this.road = road;
        this.clients = clients;
        this.clock = clock;
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @ParameterizedTest
    @CsvSource({"card, ATTESTED", "webauthn, PSC", "card, PSC"})
    void a_means_that_is_not_taken_is_told_so_and_the_application_hears_it(String kind, LegalBasis basis) {
        register(new SignInRules(true, null, Set.of(kind), Set.of(basis), Set.of(), null, false));

        Page told = signIn(1);

        assertThat(told.text("h1")).isEqualTo("Votre moyen de connexion ne suffit pas ici");
        assertThat(told.text(".notice")).contains("n’accepte pas ce moyen de connexion");
        assertThat(told.document().text())
                .doesNotContain("n’est pas certifié")
                .doesNotContain("demande une connexion plus sûre")
                .doesNotContain("guichet");
        assertThat(visitor.submit(told, "form[action=/signin/abandon]", Map.of())
                        .at()
                        .getQuery())
                .contains("error=unmet_authentication_requirements");
        assertThat(visitor.visit(road.request(client, Map.of("prompt", "none")))
                        .at()
                        .getQuery())
                .contains("error=login_required");
    }

    @Test
    void what_is_taken_signs_in() {
        register(new SignInRules(
                true, null, Set.of("webauthn"), Set.of(LegalBasis.ATTESTED), Set.of("remote"), null, true));

        assertThat(signIn(1).at().getQuery()).contains("code=");
    }

    @Test
    void a_proof_older_than_its_greatest_age_is_asked_again_unless_the_request_is_stricter_itself() {
        register(new SignInRules(false, Duration.ofMinutes(10), Set.of(), Set.of(), Set.of(), null, false));
        signIn(1);
        clock.advance(Duration.ofMinutes(5));
        assertThat(visitor.visit(road.request(client, Map.of("max_age", "3600")))
                        .at()
                        .getQuery())
                .contains("code=");
        assertThat(visitor.visit(road.request(client, Map.of("max_age", "60")))
                        .at()
                        .getPath())
                .isEqualTo("/signin/webauthn");

        clock.advance(Duration.ofMinutes(6));

        assertThat(visitor.visit(road.request(client, Map.of("max_age", "3600")))
                        .at()
                        .getPath())
                .isEqualTo("/signin/webauthn");
    }

    @Test
    void who_has_no_work_situation_is_turned_away_where_one_is_asked() {
        register(new SignInRules(false, null, Set.of(), Set.of(), Set.of(), null, true));

        Page away = signIn(0);

        assertThat(away.status()).isEqualTo(403);
        assertThat(away.document().text()).contains("situation d’exercice");
    }

    @Test
    void an_application_of_another_zone_says_that_it_does_not_open_from_here() {
        register(new SignInRules(false, null, Set.of(), Set.of(), Set.of("elsewhere"), null, false));

        Page away = signIn(1);

        assertThat(away.status()).isEqualTo(403);
        assertThat(away.document().text()).contains("ne s’ouvre pas depuis ce réseau");
    }

    @Test
    void a_means_weaker_than_the_one_before_is_told_what_would_help() {
        road.register(client, Level.LOW);
        var person = road.somebody(1);
        var strong = road.enrolledKey(person, true);
        var weak = road.enrolledKey(person, false);
        new KeyAtPage(visitor, strong).signIn(visitor.visit(road.request(client, Map.of())));

        Page told = new KeyAtPage(visitor, weak).signIn(visitor.visit(road.request(client, Map.of("prompt", "login"))));

        assertThat(told.text("h1")).isEqualTo("Votre moyen de connexion ne suffit pas ici");
        assertThat(told.document().text())
                .contains("demande une connexion plus sûre")
                .contains("guichet")
                .doesNotContain("n’accepte pas ce moyen");
    }

    private void register(SignInRules rules) {
        road.register(client, Level.SUBSTANTIAL);
        clients.put(ExampleApplication.like(clients.find(client).orElseThrow())
                .signIn(rules)
                .get());
    }

    private Page signIn(int situations) {
        var key = road.enrolledKey(road.somebody(situations), true);
        return new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of())));
    }
}
