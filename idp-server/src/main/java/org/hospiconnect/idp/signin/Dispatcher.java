package org.hospiconnect.idp.signin;

import java.time.Clock;
import java.util.Optional;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.authenticator.CeremonyRunner;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.signin.NextStep.Step;
import org.springframework.stereotype.Component;

/** Where a browser goes now: asks {@link NextStep} with what stands around. Steps come back here and never call one another. */
@Component
class Dispatcher {

    private final SignInDesk desk;
    private final Presences presences;
    private final CeremonyRunner runner;
    private final LevelRules levels;
    private final Clock clock;

    Dispatcher(SignInDesk desk, Presences presences, CeremonyRunner runner, LevelRules levels, Clock clock) {
        this.levels = levels;
        this.desk = desk;
        this.presences = presences;
        this.runner = runner;
        this.clock = clock;
    }

    Step next(SignIn signIn, Optional<Session> session) {
        Optional<Presence> presence =
                session.filter(open -> desk.counts(signIn, open)).map(open -> presences.of(open, signIn));
        return NextStep.of(signIn, presence, new NextStep.State(runner.kinds(), levels, clock.instant()));
    }

    /** The address of what comes next, at once: a browser is not sent through a page that only sends it on. */
    String onward(SignIn signIn, Optional<Session> session) {
        return address(signIn, next(signIn, session));
    }

    String address(SignIn signIn, Step step) {
        return switch (step) {
            case Step.Ceremony(var kind) -> page("/signin/" + kind, signIn);
            case Step.Consent() -> page("/signin/consent", signIn);
            case Step.Situation() -> page("/signin/situation", signIn);
            case Step.Done() -> desk.back(signIn);
            case Step.Choice _, Step.TooLow _, Step.Anew _, Step.TurnedAway _ -> page("/signin", signIn);
        };
    }

    private static String page(String path, SignIn signIn) {
        return path + "?s=" + signIn.id();
    }
}
