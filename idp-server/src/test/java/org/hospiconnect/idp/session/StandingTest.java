package org.hospiconnect.idp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.session.Standing.Good;
import org.hospiconnect.idp.workstation.ExamplePlace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Until when a session stands that was opened by a touch; minutes after its opening. */
@Requirement("HC-TOUCH-WINDOW")
class StandingTest {

    private static final Instant OPENED = Instant.parse("2026-11-27T08:00:00Z");

    @ParameterizedTest(
            name = "both factors at, of the post until: {0}; taken {1} after both: ends at {2}, unused at {3}")
    @CsvSource({
        // given whole: the session's own 4 h and 30 min
        "'',      60,  240, 30",
        // by a touch: no longer than the application takes one, nor than the post has one, nor than a session lasts
        "-30/210, 60,  30,  30",
        "-30/210, 50,  20,  20",
        "-30/20,  60,  20,  20",
        "-30/210, 240, 210, 30",
        "-30/270, 240, 210, 30",
        "-10/230, 240, 230, 30",
        "10/250,  240, 240, 30",
    })
    void no_token_outlives_the_window_of_a_touch(String touch, int taken, int ends, int over) {
        Session session = session(List.of(touch));
        var good = new Good(
                session,
                ExamplePerson.one().get(),
                ExampleApplication.one("dpi")
                        .signIn(new SignInRules(
                                false, null, Set.of(), Set.of(), Set.of(), Duration.ofMinutes(taken), false))
                        .get(),
                ExampleProof.rules().assess(session.proofs(), OPENED));

        assertThat(good.endsAt()).isEqualTo(after(ends));
        assertThat(good.overAt()).isEqualTo(after(over));
    }

    /** {@code whole}: both factors. */
    @ParameterizedTest(name = "{0}: told until {1}")
    @CsvSource({
        "-30/20,        20",
        "-30/20 -10/40, 40",
        "-10/40 -30/20, 40",
        "-30/20 whole,  ",
        "whole -30/20,  ",
        "whole,         ",
    })
    void the_person_is_told_until_when_a_touch_does(String proofs, @Nullable Integer until) {
        Session session = session(List.of(proofs.split(" ", -1)));

        assertThat(session.touchUntil()).isEqualTo(Optional.ofNullable(until).map(StandingTest::after));
    }

    private static Session session(List<String> touches) {
        return new Session(
                "s",
                ExamplePerson.one().get().id(),
                touches.stream().map(StandingTest::proof).toList(),
                OPENED,
                OPENED,
                Optional.empty(),
                Optional.of(ExamplePlace.ward("p1")),
                new Limits(Duration.ofMinutes(30), Duration.ofHours(4)));
    }

    private static Proof proof(String touch) {
        boolean whole = touch.isEmpty() || touch.equals("whole");
        Proof proof = ExampleProof.at(OPENED, ExampleProof.grounds(whole, true));
        if (whole) {
            return proof;
        }
        String[] minutes = touch.split("/", -1);
        return proof.after(new Proof.Touch(after(Integer.parseInt(minutes[0])), after(Integer.parseInt(minutes[1]))));
    }

    private static Instant after(int minutes) {
        return OPENED.plus(Duration.ofMinutes(minutes));
    }
}
