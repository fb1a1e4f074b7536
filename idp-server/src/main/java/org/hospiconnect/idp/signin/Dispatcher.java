package org.hospiconnect.idp.signin;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.authenticator.CeremonyRunner;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.signin.NextStep.Step;
import org.hospiconnect.idp.workstation.Place;
import org.hospiconnect.idp.workstation.Places;
import org.springframework.stereotype.Component;

/** Where a browser goes now: asks {@link NextStep} with what stands around. Steps come back here and never call one another. */
@Component
class Dispatcher {

    private final SignInDesk desk;
    private final Presences presences;
    private final CeremonyRunner runner;
    private final Places places;
    private final LevelRules levels;
    private final Clock clock;

    Dispatcher(
            SignInDesk desk,
            Presences presences,
            CeremonyRunner runner,
            Places places,
            LevelRules levels,
            Clock clock) {
        this.levels = levels;
        this.desk = desk;
        this.presences = presences;
        this.runner = runner;
        this.places = places;
        this.clock = clock;
    }

    Step next(SignIn signIn, Optional<Session> session, Place place) {
        Optional<Presence> presence =
                session.filter(open -> desk.counts(signIn, open)).map(open -> presences.of(open, signIn));
        List<String> typed = kinds(place).stream().filter(runner::isTyped).toList();
        return NextStep.of(signIn, presence, new NextStep.State(offered(place), typed, place, levels, clock.instant()));
    }

    /** The kinds that serve there. */
    List<String> kinds(Place place) {
        return runner.kinds().stream().filter(places.rules(place)::allows).toList();
    }

    /** What is asked for first: a means that is typed waits behind a link, so that nobody with a key chooses each time. */
    private List<String> offered(Place place) {
        List<String> all = kinds(place);
        List<String> held = all.stream().filter(kind -> !runner.isTyped(kind)).toList();
        return held.isEmpty() ? all : held;
    }

    /** The kinds that would do instead. */
    List<String> others(String kind, SignIn signIn, Place place) {
        return kinds(place).stream()
                .filter(signIn.asked().rules()::takesKind)
                .filter(other -> !other.equals(kind))
                .toList();
    }

    /** Those that are typed and that the application does not take: whoever has nothing else reads why it is not offered. */
    List<String> notTaken(SignIn signIn, Place place) {
        return kinds(place).stream()
                .filter(runner::isTyped)
                .filter(kind -> !signIn.asked().rules().takesKind(kind))
                .toList();
    }

    /** The address of what comes next, at once: a browser is not sent through a page that only sends it on. */
    String onward(SignIn signIn, Optional<Session> session, Place place) {
        return address(signIn, next(signIn, session, place));
    }

    String address(SignIn signIn, Step step) {
        return switch (step) {
            case Step.Ceremony(var kind) -> page("/signin/" + kind, signIn);
            case Step.Recognition() -> page("/signin/who", signIn);
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
