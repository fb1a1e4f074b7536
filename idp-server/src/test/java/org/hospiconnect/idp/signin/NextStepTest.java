package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.signin.ExampleSteps.BEGUN;
import static org.hospiconnect.idp.signin.ExampleSteps.at;
import static org.hospiconnect.idp.signin.ExampleSteps.by;
import static org.hospiconnect.idp.signin.ExampleSteps.good;
import static org.hospiconnect.idp.signin.ExampleSteps.opened;
import static org.hospiconnect.idp.signin.ExampleSteps.place;
import static org.hospiconnect.idp.signin.ExampleSteps.recognised;
import static org.hospiconnect.idp.signin.ExampleSteps.session;
import static org.hospiconnect.idp.signin.ExampleSteps.signIn;
import static org.hospiconnect.idp.signin.ExampleSteps.state;
import static org.hospiconnect.idp.signin.ExampleSteps.with;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.workstation.ExamplePlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NextStepTest {

    @ParameterizedTest(name = "proved {0} s after the request, strong {1}, fresh asked {2}, chosen {3} of {4} → {5}")
    @Requirement("HC-NEXT-STEP")
    @CsvSource({
        // before the request
        "-60, true,  false, true,  1, Done",
        "-60, true,  true,  true,  1, Ceremony",
        "-60, false, false, true,  1, Ceremony",
        // since the request
        "1,   true,  true,  true,  1, Done",
        "1,   true,  false, false, 2, Situation",
        "1,   true,  false, true,  2, Done",
        "1,   true,  false, false, 1, Done",
        "1,   true,  false, false, 0, Done",
        "1,   false, false, true,  1, TooLow",
        "1,   false, true,  true,  1, TooLow"
    })
    void the_step_follows_from_proofs_demand_and_choice(ArgumentsAccessor arguments) {
        var row = arguments.toList().stream().map(String::valueOf).toList();
        var session = session(
                BEGUN.plusSeconds(Long.parseLong(row.get(0))),
                Boolean.parseBoolean(row.get(1)),
                Boolean.parseBoolean(row.get(3)));

        SignIn before = signIn(Boolean.parseBoolean(row.get(2)));
        SignIn asked = Long.parseLong(row.get(0)) > 0 ? before.proved(session) : before;
        var next = NextStep.of(asked, Optional.of(good(session, Integer.parseInt(row.get(4)))), state("webauthn"));

        assertThat(next.getClass().getSimpleName()).isEqualTo(row.get(5));
    }

    @Test
    @Requirement({"HC-NEXT-STEP", "HC-PROOF-FOR-THIS-REQUEST"})
    void a_fresh_proof_that_was_given_for_another_request_is_asked_again() {
        var session = session(BEGUN.plusSeconds(1), true, true);

        assertThat(NextStep.of(signIn(true), Optional.of(good(session, 1)), state("webauthn")))
                .isEqualTo(new NextStep.Step.Ceremony("webauthn"));
    }

    @Test
    void nobody_signed_in_proves_it_and_chooses_between_kinds_when_there_are_several() {
        assertThat(NextStep.of(signIn(false), Optional.empty(), state("webauthn")))
                .isEqualTo(new NextStep.Step.Ceremony("webauthn"));
        assertThat(NextStep.of(signIn(false), Optional.empty(), state("webauthn", "card")))
                .isEqualTo(new NextStep.Step.Choice(List.of("webauthn", "card")));
    }

    @ParameterizedTest
    @EnumSource(names = {"LOW", "SUBSTANTIAL"})
    @Requirement("HC-NEXT-STEP")
    void a_means_weaker_than_the_one_before_is_told_so_and_not_asked_again(Level least) {
        var strong = session(BEGUN.minusSeconds(60), true, true);
        var weak = session(BEGUN.plusSeconds(1), false, true).proofs();
        var both = with(strong, weak);

        assertThat(NextStep.of(
                        signIn(least, true, true, Optional.empty()), Optional.of(good(both, 1)), state("webauthn")))
                .isInstanceOf(NextStep.Step.TooLow.class);
    }

    @Test
    @Requirement("HC-SIGN-IN-RULES")
    void only_kinds_that_the_application_takes_are_offered_unless_it_takes_none_of_those_here() {
        var wish = new ExampleSteps.Wish(Level.SUBSTANTIAL, false, true, Optional.empty());
        var cards = signIn(wish, new SignInRules(false, null, Set.of("card"), Set.of(), Set.of(), null, false));

        assertThat(NextStep.of(cards, Optional.empty(), state("webauthn", "card")))
                .isEqualTo(new NextStep.Step.Ceremony("card"));
        assertThat(NextStep.of(cards, Optional.empty(), state("webauthn")))
                .isEqualTo(new NextStep.Step.Ceremony("webauthn"));
    }

    @Test
    @Requirement("HC-SIGN-IN-RULES")
    void a_means_that_is_taken_is_not_in_vain_for_a_stronger_one_that_is_not() {
        var keys = new SignInRules(false, null, Set.of("webauthn"), Set.of(), Set.of(), null, false);
        var wish = new ExampleSteps.Wish(Level.LOW, false, true, Optional.empty());
        var psc = new Proof("psc", "p1", List.of("user"), BEGUN.minusSeconds(60), ExampleProof.grounds())
                .on(ExampleProof.elsewhere(Optional.of(Level.SUBSTANTIAL), Level.SUBSTANTIAL));
        var key = ExampleProof.at(BEGUN.plusSeconds(1), ExampleProof.grounds(true, false));
        var session = with(opened(psc), List.of(key));
        var low = new Presence(session, new Standing.Refused(Standing.Reason.LEVEL_TOO_LOW));

        assertThat(NextStep.of(signIn(wish, keys), Optional.of(low), state("webauthn")))
                .isEqualTo(new NextStep.Step.Ceremony("webauthn"));
    }

    @Test
    @Requirement("HC-SIGN-IN-RULES")
    void whoever_came_from_a_zone_that_is_not_taken_proves_it_where_they_are_now() {
        var elsewhere = at(ExamplePlace.ward("p1"), session(BEGUN.minusSeconds(60), true, true));
        var presence = new Presence(elsewhere, new Standing.Refused(Standing.Reason.ZONE_NOT_TAKEN));

        assertThat(NextStep.of(signIn(false), Optional.of(presence), state("webauthn")))
                .isEqualTo(new NextStep.Step.Ceremony("webauthn"));
    }

    @Test
    @Requirement("HC-SIGN-IN-RULES")
    void a_means_that_the_application_does_not_take_is_told_so_and_not_asked_again() {
        var session = session(BEGUN.plusSeconds(1), true, true);
        var presence = new Presence(session, new Standing.Refused(Standing.Reason.SIGN_IN_NOT_TAKEN));
        var rules = new SignInRules(false, null, Set.of("card"), Set.of(), Set.of(), null, false);

        assertThat(NextStep.of(
                        signIn(new ExampleSteps.Wish(Level.SUBSTANTIAL, false, true, Optional.empty()), rules),
                        Optional.of(presence),
                        state("webauthn")))
                .isInstanceOf(NextStep.Step.TooLow.class);
    }

    @ParameterizedTest(name = "proved by {0}, asked at {1} for {2} → {3}")
    @Requirement({"HC-NEXT-STEP", "HC-TOTP-AGAIN"})
    @CsvSource({
        "totp,          own, SUBSTANTIAL, totp",
        // somebody with a key is asked for it
        "totp webauthn, own, SUBSTANTIAL, webauthn",
        "webauthn totp, own, SUBSTANTIAL, webauthn",
        // it would not do
        "totp,          own, HIGH,        webauthn",
        "totp resistant,own, SUBSTANTIAL, webauthn",
        // whoever is on the post now may be somebody else
        "totp,          p1,  SUBSTANTIAL, webauthn"
    })
    void who_came_with_what_is_typed_is_asked_for_it_again_where_it_would_do(
            String proved, String place, Level least, String kind) {
        var proofs = Stream.of(proved.split(" ", -1))
                .filter(word -> !word.equals("resistant"))
                .map(ExampleSteps::proof)
                .toList();
        var session = at(place(place), by(proofs, session(BEGUN.minusSeconds(60), true, true)));
        var wish = new ExampleSteps.Wish(least, false, true, Optional.of(Duration.ofSeconds(30)));
        var rules = new SignInRules(proved.endsWith("resistant"), null, Set.of(), Set.of(), Set.of(), null, false);
        var state = new NextStep.State(
                List.of("webauthn"), List.of("totp"), place(place), ExampleProof.rules(), BEGUN.plusSeconds(10));

        assertThat(NextStep.of(signIn(wish, rules), Optional.of(good(session, 1)), state))
                .isEqualTo(new NextStep.Step.Ceremony(kind));
    }

    @Test
    @Requirement("HC-NEXT-STEP")
    void an_application_that_asks_no_work_situation_has_nobody_choose_one() {
        var open = session(BEGUN.plusSeconds(1), true, false);

        assertThat(NextStep.of(
                        signIn(Level.SUBSTANTIAL, false, false, Optional.empty()),
                        Optional.of(good(open, 2)),
                        state("webauthn")))
                .isEqualTo(new NextStep.Step.Done());
    }

    @Test
    @Requirement("HC-NEXT-STEP")
    void a_strong_proof_that_aged_while_the_person_waited_is_asked_again() {
        var aged = session(BEGUN.plusSeconds(1), true, true);
        var young = signIn(Level.SUBSTANTIAL, false, true, Optional.of(Duration.ofSeconds(5)));

        assertThat(NextStep.of(young, Optional.of(good(aged, 1)), state("webauthn")))
                .isEqualTo(new NextStep.Step.Ceremony("webauthn"));
    }

    @Test
    @Requirement("HC-NEXT-STEP")
    void of_several_proofs_in_vain_the_last_is_told() {
        var first = session(BEGUN.plusSeconds(1), false, true);
        var both = with(first, session(BEGUN.plusSeconds(5), false, true).proofs());

        assertThat(NextStep.of(signIn(false), Optional.of(good(both, 1)), state("webauthn")))
                .isInstanceOfSatisfying(
                        NextStep.Step.TooLow.class,
                        step -> assertThat(step.reached().authTime()).isEqualTo(BEGUN.plusSeconds(5)));
    }

    @ParameterizedTest(name = "{0}, proved {1} s after the request → {2}")
    @Requirement({"HC-NEXT-STEP", "HC-SIGNIN-NO-LOOP"})
    @CsvSource({
        "SESSION_ENDED,            1,   Anew",
        "AUTHENTICATOR_NOT_USABLE, 1,   Anew",
        "AUTHENTICATOR_NOT_USABLE, -60, Anew",
        "PERSON_NOT_ACTIVE,        1,   TurnedAway",
        "PERSON_NOT_ACTIVE,        -60, TurnedAway",
        "CLIENT_DISABLED,          1,   TurnedAway",
        "BEYOND_REGISTRATION,      1,   TurnedAway",
        // strong enough for the request as it was kept, not for the client as it is now
        "LEVEL_TOO_LOW,            1,   Ceremony",
        "LEVEL_TOO_LOW,            -60, Ceremony",
        "SIGN_IN_NOT_TAKEN,        1,   Ceremony",
        "SIGN_IN_NOT_TAKEN,        -60, Ceremony",
        "ZONE_NOT_TAKEN,           1,   TurnedAway",
        "NO_WORK_SITUATION,        1,   TurnedAway"
    })
    void a_session_that_does_not_stand_is_never_done(Standing.Reason reason, int proved, String step) {
        var session = session(BEGUN.plusSeconds(proved), true, true);
        var presence = new Presence(session, new Standing.Refused(reason));

        assertThat(NextStep.of(signIn(false), Optional.of(presence), state("webauthn"))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(step);
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("HC-SIGNIN-NO-LOOP")
    void only_what_another_proof_can_heal_takes_one(Standing.Reason reason) {
        var presence = new Presence(session(BEGUN, true, true), new Standing.Refused(reason));

        assertThat(presence.takesAnotherProof())
                .isEqualTo(EnumSet.of(
                                Standing.Reason.LEVEL_TOO_LOW,
                                Standing.Reason.SIGN_IN_NOT_TAKEN,
                                Standing.Reason.ZONE_NOT_TAKEN,
                                Standing.Reason.NO_WORK_SITUATION,
                                Standing.Reason.CLIENT_DISABLED,
                                Standing.Reason.BEYOND_REGISTRATION)
                        .contains(reason));
        assertThat(good(session(BEGUN, true, true), 1).takesAnotherProof()).isTrue();
    }

    @ParameterizedTest(name = "opened at {0}, asked at {1}, recognised {2} → {3}")
    @Requirement({"HC-NEXT-STEP", "HC-POST-NOBODY-INHERITS", "HC-SESSION-PLACE"})
    @CsvSource({
        "p1,  p1,  nobody, Recognition",
        "p1,  p1,  other,  Recognition",
        "p1,  p1,  sid,    Done",
        "own, own, nobody, Done",
        // the cookie of a session came away from where it was opened
        "p1,  p2,  sid,    Ceremony",
        "p1,  own, sid,    Ceremony",
        "own, p1,  sid,    Ceremony"
    })
    void on_a_shared_post_the_person_is_recognised_and_elsewhere_proves_it_again(
            String opened, String asked, String recognised, String step) {
        var open = at(place(opened), session(BEGUN.minusSeconds(60), true, true));
        var signIn = recognised(recognised);
        var state = new NextStep.State(
                List.of("webauthn"), List.of(), place(asked), ExampleProof.rules(), BEGUN.plusSeconds(10));

        assertThat(NextStep.of(signIn, Optional.of(good(open, 1)), state)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(step);
    }
}
