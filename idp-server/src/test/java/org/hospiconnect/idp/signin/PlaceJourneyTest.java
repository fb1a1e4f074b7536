package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.signin.SharedPostRoad.Carer;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.workstation.PostClass;
import org.hospiconnect.idp.workstation.PostRoad;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** What follows from where somebody is. */
@JourneyTest
@TestPropertySource(
        properties = {
            "hospiconnect.workstation.zones.intranet[0]=127.0.5.0/24",
            "hospiconnect.workstation.zones.intranet[1]=127.0.6.0/24",
            "hospiconnect.workstation.classes.ward.idle=10m",
            "hospiconnect.workstation.classes.ward.lifetime=2h",
            "hospiconnect.workstation.classes.office.kinds=card",
        })
@Import({SignInRoad.class, SharedPostRoad.class, PostRoad.class})
@DirtiesContext
class PlaceJourneyTest {

    private final SharedPostRoad road;
    private final PostRoad posts;
    private final Sessions sessions;
    private final MovableClock clock;
    private Application dpi;
    private Carer camille;

    @Autowired
    PlaceJourneyTest(SharedPostRoad road, PostRoad posts, Sessions sessions, MovableClock clock) {
        this.road = road;
        this.posts = posts;
        this.sessions = sessions;
        this.clock = clock;
    }

    @BeforeEach
    void somebody() {
        dpi = road.application();
        camille = road.carer();
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @ParameterizedTest
    @Requirement({"HC-SESSION-PLACE", "RIE-PS-13-CHANGE"})
    @CsvSource({
        "127.0.5.1, 127.0.5.9, false",
        "127.0.5.1, 127.0.6.1, true",
        "127.0.5.1, 127.0.7.1, true",
        "127.0.7.1, 127.0.5.1, true",
        "127.0.7.1, 127.0.8.1, false"
    })
    void a_change_of_zone_or_range_asks_for_a_proof_there(String from, String to, boolean asked) {
        var here = at(from);
        camille.signIn(here, road.open(here, dpi));
        var there = at(to);
        there.copy(here);

        Page page = road.open(there, dpi);

        assertThat(page.at().getPath().equals("/signin/webauthn")).isEqualTo(asked);
        if (asked) {
            assertThat(camille.signIn(there, page).at().getQuery()).contains("code=");
            assertThat(road.open(there, dpi).at().getQuery()).contains("code=");
            here.copy(there);
            assertThat(road.open(here, dpi).at().getPath()).isEqualTo("/signin/webauthn");
        }
    }

    @Test
    @Requirement("HC-SESSION-PLACE")
    void from_elsewhere_its_cookie_reads_no_name_and_answers_for_nobody() {
        var here = at("127.0.5.1");
        camille.signIn(here, road.open(here, dpi));
        Page consent = road.open(here, dpi, "prompt", "consent");
        var there = at("127.0.6.1");
        there.copy(here);
        String name = camille.person().exerciseName().display();

        for (String path : List.of("/", "/signin/why", "/account")) {
            assertThat(there.visit(road.page(path)).document().text()).doesNotContain(name);
        }
        Page agreed = there.submit(consent, "form[action='/signin/consent']", Map.of("agree", "true"));
        assertThat(agreed.at().getPath()).isEqualTo("/signin/webauthn");
        assertThat(here.visit(road.page("/")).document().text()).contains(name);
        assertThat(here.submit(consent, "form[action='/signin/consent']", Map.of("agree", "true"))
                        .at()
                        .getQuery())
                .contains("code=");
    }

    private static Visitor at(String address) {
        return new Visitor(address, "Visitor/1.0");
    }

    @Test
    @Requirement("HC-POST-CLASSES")
    void a_class_shortens_idleness_and_an_own_device_keeps_what_holds_for_all() {
        String ward = sid(post(PostClass.WARD));
        String theatre = sid(post(PostClass.THEATRE));
        String own = sid(new Visitor());

        clock.advance(Duration.ofMinutes(10));
        assertThat(sessions.find(ward)).isEmpty();
        assertThat(sessions.find(theatre)).isPresent();
        assertThat(sessions.find(own)).isPresent();
        clock.advance(Duration.ofMinutes(20));
        assertThat(sessions.find(theatre)).isEmpty();
        assertThat(sessions.find(own)).isEmpty();
    }

    @Test
    @Requirement("HC-POST-CLASSES")
    void a_class_shortens_the_whole_session_whoever_is_there() {
        var visitor = post(PostClass.WARD);
        var own = road.tokens(camille.signIn(visitor, road.open(visitor, dpi)), dpi);

        for (int minutes = 9; minutes < 120; minutes += 9) {
            clock.advance(Duration.ofMinutes(9));
            // as the application's report does: that a page is asked for again says nothing of anybody
            assertThat(sessions.touch(own.sid())).isPresent();
            assertThat(road.open(visitor, dpi, "sid", own.sid()).at().getQuery())
                    .as("minute %s", minutes)
                    .contains("code=");
        }
        clock.advance(Duration.ofMinutes(3));

        assertThat(road.open(visitor, dpi, "sid", own.sid()).at().getPath()).isEqualTo("/signin/webauthn");
    }

    @Test
    @Requirement("HC-POST-CLASSES")
    void a_means_that_the_class_does_not_allow_is_not_offered_and_not_taken() {
        var visitor = post(PostClass.OFFICE);

        Page page = road.open(visitor, dpi);

        assertThat(page.document().text()).contains("Aucun moyen de connexion ne peut servir sur ce poste");
        String direct = page.at().toString().replace("/signin?", "/signin/webauthn?");
        assertThat(visitor.visit(direct).status()).isEqualTo(404);
    }

    private Visitor post(PostClass postClass) {
        var visitor = new Visitor();
        posts.enrolled(visitor, postClass);
        return visitor;
    }

    private String sid(Visitor visitor) {
        return road.tokens(camille.signIn(visitor, road.open(visitor, dpi)), dpi)
                .sid();
    }
}
