package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.signin.ExampleSteps.BEGUN;
import static org.hospiconnect.idp.signin.ExampleSteps.at;
import static org.hospiconnect.idp.signin.ExampleSteps.good;
import static org.hospiconnect.idp.signin.ExampleSteps.place;
import static org.hospiconnect.idp.signin.ExampleSteps.recognised;
import static org.hospiconnect.idp.signin.ExampleSteps.session;
import static org.hospiconnect.idp.signin.ExampleSteps.signIn;
import static org.hospiconnect.idp.signin.ExampleSteps.state;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.session.Standing.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The next step where several people use one browser: what was said, or proved, by the one before is not the next one's. */
@Requirement("HC-NEXT-STEP")
class NextStepOnPostTest {

    @ParameterizedTest(name = "{0} of somebody else's session, at {1}, recognised {2} → {3}")
    @Requirement("HC-POST-NOBODY-INHERITS")
    @CsvSource({
        // whoever is there now does not read that a colleague was suspended
        "PERSON_NOT_ACTIVE,        p1,  nobody, Ceremony",
        "PERSON_NOT_ACTIVE,        p1,  other,  Ceremony",
        "AUTHENTICATOR_NOT_USABLE, p1,  nobody, Ceremony",
        "NO_WORK_SITUATION,        p1,  nobody, Ceremony",
        // the person themselves does
        "PERSON_NOT_ACTIVE,        p1,  sid,    TurnedAway",
        "AUTHENTICATOR_NOT_USABLE, p1,  sid,    Anew",
        "PERSON_NOT_ACTIVE,        own, nobody, TurnedAway",
    })
    void nobody_reads_why_the_one_before_was_turned_away(Reason reason, String post, String recognised, String step) {
        var before = at(place(post), session(BEGUN.minusSeconds(60), true, true));
        var presence = new Presence(before, new Standing.Refused(reason));
        var state = new NextStep.State(
                List.of("webauthn"), List.of(), place(post), ExampleProof.rules(), BEGUN.plusSeconds(10));

        assertThat(name(NextStep.of(recognised(recognised), Optional.of(presence), state)))
                .isEqualTo(step);
    }

    @ParameterizedTest(name = "agreed by {0} → {1}")
    @CsvSource({"nobody, Consent", "other, Consent", "sid, Done"})
    void the_application_is_told_nothing_before_this_very_person_agrees(String agreed, String step) {
        var session = session(BEGUN.minusSeconds(60), true, true);
        SignIn asked = withConsent();
        SignIn signIn = agreed.equals("nobody") ? asked : asked.agreed(named(agreed, session));

        assertThat(name(NextStep.of(signIn, Optional.of(good(session, 1)), state("webauthn"))))
                .isEqualTo(step);
    }

    /** Trying again helps: with the code, the same key reaches it. */
    @Test
    @Requirement("HC-TOUCH-WINDOW")
    void whoever_touched_where_both_factors_are_needed_is_asked_for_the_code() {
        var whole = session(BEGUN.plusSeconds(1), false, true);
        Proof touched = ExampleProof.at(BEGUN.plusSeconds(1), ExampleProof.grounds(false, true))
                .after(new Proof.Touch(BEGUN.minusSeconds(600), BEGUN.plus(Duration.ofHours(1))));

        assertThat(name(NextStep.of(signIn(false), Optional.of(good(by(touched, whole), 1)), state("webauthn"))))
                .isEqualTo("Ceremony");
        assertThat(name(NextStep.of(signIn(false), Optional.of(good(whole, 1)), state("webauthn"))))
                .isEqualTo("TooLow");
    }

    private static String name(NextStep.Step step) {
        return step.getClass().getSimpleName();
    }

    private static SignIn withConsent() {
        var asked = new AskedSignIn(
                Level.SUBSTANTIAL,
                false,
                Optional.empty(),
                false,
                true,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SignInRules.NONE);
        return new SignIn("id", "browser", "csrf", "app", "App", Map.of(), asked, Said.NOTHING, BEGUN, "REF", 1);
    }

    private static Session named(String sid, Session like) {
        return new Session(
                sid,
                like.person(),
                like.proofs(),
                like.openedAt(),
                like.lastActivityAt(),
                like.workSituation(),
                like.place(),
                like.limits());
    }

    private static Session by(Proof proof, Session like) {
        return new Session(
                like.sid(),
                like.person(),
                List.of(proof),
                like.openedAt(),
                like.lastActivityAt(),
                like.workSituation(),
                like.place(),
                like.limits());
    }
}
