package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.WaitingRequests;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.signin.SharedPostRoad.Carer;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** An application that is stricter than the others. */
@JourneyTest
@Import({SignInRoad.class, SharedPostRoad.class})
@Requirement("HC-CLIENT-IDLE")
class ClientIdleJourneyTest {

    private static final Duration IDLE = Duration.ofMinutes(5);

    private final SharedPostRoad road;
    private final Clients clients;
    private final Sessions sessions;
    private final MovableClock clock;
    private final Visitor visitor = new Visitor();
    private Application dpi;
    private Application pharmacy;
    private Carer camille;

    @Autowired
    ClientIdleJourneyTest(SharedPostRoad road, Clients clients, Sessions sessions, MovableClock clock) {
        this.road = road;
        this.clients = clients;
        this.sessions = sessions;
        this.clock = clock;
    }

    @BeforeEach
    void somebodyAtTheDpi() {
        dpi = road.application();
        pharmacy = road.application();
        clients.put(
                ExampleApplication.like(pharmacy.registered()).sessionIdle(IDLE).get());
        camille = road.carer();
        camille.signIn(visitor, road.open(visitor, dpi));
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    void a_session_that_was_idle_longer_asks_for_a_proof_however_often_one_tries() {
        clock.advance(IDLE);

        assertThat(road.open(visitor, pharmacy).at().getPath()).isEqualTo("/signin/webauthn");
        assertThat(road.open(visitor, pharmacy, "prompt", "none").at().getQuery())
                .contains("error=login_required");
        assertThat(camille.signIn(visitor, road.open(visitor, pharmacy)).at().getQuery())
                .contains("code=");
        assertThat(road.open(visitor, pharmacy).at().getQuery()).contains("code=");
    }

    /** Somebody being elsewhere meanwhile is no proof for this request. */
    @Test
    void the_proof_is_asked_until_it_is_given_wherever_the_browser_was_meanwhile() {
        clock.advance(IDLE);
        Page kept = road.open(visitor, pharmacy);

        assertThat(road.open(visitor, dpi).at().getQuery()).contains("code=");
        String name = kept.element("input[name=s]").val();
        Page back = visitor.visit(road.page("/oauth2/authorize?" + WaitingRequests.PARAMETER + "=" + name));

        assertThat(back.at().getPath()).isEqualTo("/signin/webauthn");
        assertThat(camille.signIn(visitor, back).at().getQuery()).contains("code=");
    }

    @Test
    void the_pages_of_its_own_sign_in_are_nobody() {
        clock.advance(IDLE);
        String name = road.open(visitor, pharmacy).element("input[name=s]").val();

        visitor.visit(road.page("/signin?s=" + name));
        visitor.visit(road.page("/signin/situation?s=" + name));
        visitor.visit(road.page("/signin/consent?s=" + name));

        assertThat(road.open(visitor, pharmacy).at().getPath()).isEqualTo("/signin/webauthn");
    }

    @Test
    void others_are_asked_nothing_and_that_somebody_came_to_them_counts() {
        clock.advance(IDLE);

        assertThat(road.open(visitor, dpi).at().getQuery()).contains("code=");
        assertThat(road.open(visitor, pharmacy).at().getQuery()).contains("code=");
    }

    @Test
    void a_session_that_it_opened_ends_by_its_idleness() {
        String sid = road.tokens(road.open(visitor, pharmacy), pharmacy).sid();

        clock.advance(IDLE.minusSeconds(5));
        assertThat(sessions.find(sid)).isPresent();
        clock.advance(Duration.ofSeconds(5));

        assertThat(sessions.find(sid)).isEmpty();
    }
}
