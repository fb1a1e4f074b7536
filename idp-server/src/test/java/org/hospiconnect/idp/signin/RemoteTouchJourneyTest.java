package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.workstation.PostClass;
import org.hospiconnect.idp.workstation.PostRoad;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.hospiconnect.journeys.Wrong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Keys of the transition, under a reservation, in a hospital that named its networks. */
@JourneyTest
@TestPropertySource(
        properties = {
            "hospiconnect.workstation.zones.intranet=127.0.5.0/24",
            "hospiconnect.workstation.zones.guests=127.0.6.0/24",
            "hospiconnect.workstation.local-zones=intranet",
            "hospiconnect.assurance.schemes.webauthn.legal-basis=TRANSITION",
            "hospiconnect.assurance.schemes.webauthn.reservation=R-9",
            "hospiconnect.assurance.schemes.webauthn.until=2028-12-31",
        })
@Import({SignInRoad.class, SharedPostRoad.class, PostRoad.class})
@DirtiesContext
@Requirement("RIE-22-REMOTE")
class RemoteTouchJourneyTest {

    private final SharedPostRoad road;
    private final PostRoad posts;

    @Autowired
    RemoteTouchJourneyTest(SharedPostRoad road, PostRoad posts) {
        this.road = road;
        this.posts = posts;
    }

    @ParameterizedTest(name = "from {0}: {1}")
    @CsvSource({"127.0.5.1, true", "127.0.6.1, false", "127.0.7.1, false"})
    void a_touch_does_on_the_hospitals_own_network_only(String address, boolean does) {
        var visitor = new Visitor(address, "Visitor/1.0");
        posts.enrolled(visitor, PostClass.WARD);
        var touching = road.touching(Duration.ofHours(4));
        var camille = road.carer();
        assertThat(camille.signIn(visitor, road.open(visitor, touching)).at().getQuery())
                .as("with the code")
                .contains("code=");
        SharedPostRoad.answer(visitor, road.open(visitor, touching), "other");

        Page page = road.open(visitor, touching);
        assertThat(page.has("button[name=touch]")).isTrue();
        var filled = new HashMap<>(
                Map.of("credential", camille.key().get(road.touchChallenge(visitor, page), Wrong.USER_NOT_VERIFIED)));
        Page after = visitor.submit(page, "form:has(input[name=credential])", filled);

        assertThat(String.valueOf(after.at().getQuery()).contains("code=")).isEqualTo(does);
    }
}
