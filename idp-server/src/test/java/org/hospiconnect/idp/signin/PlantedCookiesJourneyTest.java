package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.SoftwareAuthenticator;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Session fixation: what somebody put into a browser beforehand never becomes the session of who signs in there. */
@JourneyTest
@Import(SignInRoad.class)
@Requirement("HC-COOKIES-PLANTED")
class PlantedCookiesJourneyTest {

    private static final String SESSION = "hc_session";

    private final SignInRoad road;
    private final Sessions sessions;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor victim = new Visitor();
    private final Visitor mallory = new Visitor();

    @Autowired
    PlantedCookiesJourneyTest(SignInRoad road, Sessions sessions) {
        this.road = road;
        this.sessions = sessions;
    }

    @BeforeEach
    void registerTheApplication() {
        road.register(client, Level.SUBSTANTIAL);
    }

    @Test
    void a_value_that_was_chosen_beforehand_opens_nothing_afterwards() {
        String chosen = "A".repeat(43);
        victim.plant(site(), Map.of(SESSION, chosen));

        signIn(victim, road.enrolledKey(road.somebody(1), true), Map.of());

        assertThat(session(victim)).isNotEqualTo(chosen);
        assertThat(sessions.findByCookie(chosen)).isEmpty();
    }

    @Test
    void who_signs_in_in_somebodys_session_gets_one_of_their_own() {
        signIn(mallory, road.enrolledKey(road.somebody(1), true), Map.of());
        String planted = session(mallory);
        victim.plant(site(), Map.of(SESSION, planted));
        var person = road.somebody(1);

        signIn(victim, road.enrolledKey(person, true), Map.of("prompt", "login"));

        String own = session(victim);
        assertThat(own).isNotEqualTo(planted);
        assertThat(sessions.findByCookie(own).orElseThrow().person()).isEqualTo(person.id());
        assertThat(sessions.findByCookie(planted)
                        .filter(session -> session.person().equals(person.id())))
                .isEmpty();
    }

    @Test
    void who_began_a_sign_in_has_nothing_of_who_ends_it() {
        Page begun = mallory.visit(road.request(client, Map.of()));
        victim.plant(site(), mallory.cookies());
        var person = road.somebody(1);

        new KeyAtPage(victim, road.enrolledKey(person, true))
                .signIn(victim.visit(begun.at().toString()));

        assertThat(mallory.visit(road.request(client, Map.of())).at().getPath()).startsWith("/signin");
        assertThat(mallory.visit(begun.at().toString()).at().getQuery()).doesNotContain("code=");
    }

    private void signIn(Visitor browser, SoftwareAuthenticator key, Map<String, String> more) {
        Page end = new KeyAtPage(browser, key).signIn(browser.visit(road.request(client, more)));
        assertThat(end.at().getQuery()).contains("code=");
    }

    private static String session(Visitor browser) {
        return Objects.requireNonNull(browser.cookies().get(SESSION));
    }

    private URI site() {
        return URI.create(road.page("/"));
    }
}
