package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
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

/** An application whose sessions are shorter than those of the others. */
@JourneyTest
@Import({SignInRoad.class, SharedPostRoad.class})
@Requirement("HC-CLIENT-LIFETIME")
class ClientLifetimeJourneyTest {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final SharedPostRoad road;
    private final Clients clients;
    private final Sessions sessions;
    private final MovableClock clock;
    private final Visitor visitor = new Visitor();
    private Application dpi;
    private Application pharmacy;
    private Carer camille;
    private String sid = "";

    @Autowired
    ClientLifetimeJourneyTest(SharedPostRoad road, Clients clients, Sessions sessions, MovableClock clock) {
        this.road = road;
        this.clients = clients;
        this.sessions = sessions;
        this.clock = clock;
    }

    @BeforeEach
    void somebodyAtTheDpi() {
        dpi = road.application();
        pharmacy = road.application();
        clients.put(ExampleApplication.like(pharmacy.registered())
                .sessionLifetime(LIFETIME)
                .get());
        camille = road.carer();
        sid = road.tokens(camille.signIn(visitor, road.open(visitor, dpi)), dpi).sid();
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    /** Somebody is there all the time, so that idleness is not what ends it. */
    private void worked(Duration time) {
        for (Duration done = Duration.ZERO; done.compareTo(time) < 0; done = done.plusMinutes(10)) {
            clock.advance(Duration.ofMinutes(10));
            sessions.touch(sid);
        }
    }

    @Test
    void a_session_whose_proof_is_older_asks_for_another_and_then_lives_so_long_from_that() {
        worked(Duration.ofMinutes(90));

        assertThat(road.open(visitor, dpi).at().getQuery()).contains("code=");
        assertThat(road.open(visitor, pharmacy, "prompt", "none").at().getQuery())
                .contains("error=login_required");
        Page asked = road.open(visitor, pharmacy);
        assertThat(asked.at().getPath()).isEqualTo("/signin/webauthn");
        Page opened = camille.signIn(visitor, asked);

        assertThat(road.tokens(opened, pharmacy).sid()).isEqualTo(sid);
        worked(Duration.ofMinutes(50));
        assertThat(sessions.find(sid)).isPresent();
        worked(Duration.ofMinutes(10));
        assertThat(sessions.find(sid)).isEmpty();
    }

    @Test
    void a_session_that_it_opened_ends_so_long_after_the_proof_whatever_others_do() {
        road.tokens(road.open(visitor, pharmacy), pharmacy);

        worked(Duration.ofMinutes(50));
        assertThat(road.open(visitor, dpi).at().getQuery()).contains("code=");
        worked(Duration.ofMinutes(10));

        assertThat(sessions.find(sid)).isEmpty();
        assertThat(road.open(visitor, dpi).at().getPath()).isEqualTo("/signin/webauthn");
    }

    @Test
    void a_max_age_that_is_stricter_counts_and_a_longer_one_does_not() {
        worked(Duration.ofMinutes(30));

        assertThat(road.open(visitor, pharmacy, "max_age", "600").at().getPath())
                .isEqualTo("/signin/webauthn");
        assertThat(road.open(visitor, pharmacy, "max_age", "7200").at().getQuery())
                .contains("code=");
        worked(Duration.ofMinutes(30));

        assertThat(road.open(visitor, pharmacy, "max_age", "7200").at().getPath())
                .isEqualTo("/signin/webauthn");
    }
}
