package org.hospiconnect.idp.signin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.session.Standing.Good;
import org.hospiconnect.idp.session.Standing.Reason;
import org.hospiconnect.idp.workstation.Place;

/** Where a sign-in goes now; pure. What {@link StepUpGuard} would not let pass is never {@link Step.Done}. */
final class NextStep {

    private NextStep() {}

    /** Each is a page, or the way back to the application. */
    sealed interface Step {

        /** Prove it with this kind of means. */
        record Ceremony(String kind) implements Step {}

        /** Several kinds would do: the person chooses. */
        record Choice(List<String> kinds) implements Step {}

        /** A shared post, and somebody is signed in: is it who asks? */
        record Recognition() implements Step {}

        /** Several work situations: the person chooses. */
        record Situation() implements Step {}

        /** The application asks that the person agrees. */
        record Consent() implements Step {}

        /** The proof was right and its level is not enough: trying again would not help. */
        record TooLow(Assessment reached) implements Step {}

        /** The session can't be healed by another proof: it ends, and the next proof opens one of its own. */
        record Anew(Session session, Reason reason) implements Step {}

        /** Neither another proof nor another session would help. */
        record TurnedAway(Session session, Reason reason) implements Step {}

        record Done() implements Step {}
    }

    static Step of(SignIn signIn, Optional<Presence> presence, State state) {
        return presence.map(found -> of(signIn, found, state)).orElseGet(() -> ceremony(signIn, state));
    }

    private static Step of(SignIn signIn, Presence presence, State state) {
        Session session = presence.session();
        // whoever is there now must not read of the one before
        if (presence.standing() instanceof Standing.Refused && state.place().isShared() && !signIn.isAskedBy(session)) {
            return ceremony(signIn, state);
        }
        return switch (presence.standing()) {
            case Good good -> of(signIn, good, state);
            case Standing.Refused(var reason) ->
                switch (reason) {
                    case SESSION_ENDED, AUTHENTICATOR_NOT_USABLE -> new Step.Anew(session, reason);
                    case PERSON_NOT_ACTIVE, NO_WORK_SITUATION, CLIENT_DISABLED, BEYOND_REGISTRATION ->
                        new Step.TurnedAway(session, reason);
                    // it was proved elsewhere: what counts is where the person is now
                    case ZONE_NOT_TAKEN ->
                        session.isAt(state.place())
                                ? new Step.TurnedAway(session, reason)
                                : prove(signIn, session, state);
                    case LEVEL_TOO_LOW, SIGN_IN_NOT_TAKEN -> prove(signIn, session, state);
                };
        };
    }

    private static Step of(SignIn signIn, Good good, State state) {
        Session session = good.session();
        boolean met = signIn.demand().isMetBy(good.assessment(), state.now()) && signIn.isFreshFor(session);
        if (!session.isAt(state.place()) || !met) {
            return prove(signIn, session, state);
        }
        if (state.place().isShared() && !signIn.isAskedBy(session)) {
            return new Step.Recognition();
        }
        boolean choose = signIn.wantsSituation()
                && good.person().workSituations().size() > 1
                && session.workSituation().isEmpty();
        if (choose) {
            return new Step.Situation();
        }
        return signIn.awaitsConsentOf(session) ? new Step.Consent() : new Step.Done();
    }

    private static Step prove(SignIn signIn, Session session, State state) {
        return provedInVain(signIn, session, state)
                .<Step>map(Step.TooLow::new)
                .or(() -> typedAgain(signIn, session, state))
                .orElseGet(() -> ceremony(signIn, state));
    }

    // Who came with what is typed may have nothing else: it is asked for again where it would do.
    private static Optional<Step> typedAgain(SignIn signIn, Session session, State state) {
        boolean theirs = !state.place().isShared() || signIn.isAskedBy(session);
        return session.proofs().stream()
                .filter(_ -> theirs)
                .map(proof -> state.levels().assess(proof, state.now()))
                .reduce((_, last) -> last)
                .filter(_ -> session.proofs().stream()
                        .allMatch(proof -> state.typed().contains(proof.kind())))
                .filter(said -> signIn.demand().isReachedBy(said, state.now())
                        && signIn.asked().rules().takes(said))
                .map(said -> new Step.Ceremony(said.proof().kind()));
    }

    // Weaker than asked, or than what the session has: the tokens would go on to tell the older proof.
    private static Optional<Assessment> provedInVain(SignIn signIn, Session session, State state) {
        SignInRules rules = signIn.asked().rules();
        Level has = state.levels()
                .assess(session.proofs(), state.now(), rules::takes)
                .level();
        return session.proofs().stream()
                .filter(proof -> !proof.at().isBefore(signIn.begunAt()))
                // after a touch there is always the code
                .filter(proof -> proof.touch().isEmpty())
                .map(proof -> state.levels().assess(proof, state.now()))
                .filter(assessment -> !signIn.demand().isReachedBy(assessment, state.now())
                        || !rules.takes(assessment)
                        || !assessment.level().reaches(has))
                .reduce((_, last) -> last);
    }

    // An application that takes none of those that serve here hears it from a proof with another.
    private static Step ceremony(SignIn signIn, State state) {
        List<String> taken =
                state.kinds().stream().filter(signIn.asked().rules()::takesKind).toList();
        List<String> kinds = taken.isEmpty() ? state.kinds() : taken;
        return kinds.size() == 1 ? new Step.Ceremony(kinds.getFirst()) : new Step.Choice(kinds);
    }

    /**
     * What stands around: the browser's place, the rules of levels, the time, and
     *
     * @param kinds that serve here and are asked for first
     * @param typed those of all that serve here that are typed
     */
    record State(List<String> kinds, List<String> typed, Place place, LevelRules levels, Instant now) {}
}
