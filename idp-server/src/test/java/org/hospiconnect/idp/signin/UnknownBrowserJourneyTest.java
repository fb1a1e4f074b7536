package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.signin.SharedPostRoad.isAsked;

import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.workstation.PostRoad;
import org.hospiconnect.journeys.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Where a zone says that unknown browsers are shared, a lost cookie loosens nothing. */
@JourneyTest
@Import({SignInRoad.class, SharedPostRoad.class, PostRoad.class})
@TestPropertySource(properties = "hospiconnect.workstation.unknown.remote=WARD")
@DirtiesContext
class UnknownBrowserJourneyTest {

    private final SharedPostRoad road;

    @Autowired
    UnknownBrowserJourneyTest(SharedPostRoad road) {
        this.road = road;
    }

    @Test
    @Requirement("HC-POST-UNKNOWN")
    void a_browser_without_a_cookie_asks_whether_it_is_still_the_same_person() {
        var visitor = new Visitor();
        var dpi = road.application();
        assertThat(road.carer().signIn(visitor, road.open(visitor, dpi)).at().getQuery())
                .contains("code=");

        assertThat(isAsked(road.open(visitor, dpi))).isTrue();
    }
}
