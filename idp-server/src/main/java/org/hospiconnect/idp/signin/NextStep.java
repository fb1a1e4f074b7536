package org.hospiconnect.idp.signin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.session.Session;

/** Where a sign-in goes now; pure. */
final class NextStep {

    private NextStep() {}

    /** Each is a page, or the way back to the application. */
    sealed interface Step {

        /** Prove it with this kind of means. */
        record Ceremony(String kind) implements Step {}

        /** Several kinds would do: the person chooses. */
        record Choice(List<String> kinds) implements Step {}

        /** Several work situations: the person chooses. */
        record Situation() implements Step {}

        /** The application asks that the person agrees. */
        record Consent() implements Step {}

        /** The proof was right and its level is not enough: trying again would not help. */
        record TooLow(Assessment reached) implements Step {}

        record Done() implements Step {}
    }

    /** {@code situations}: how many work situations the person of the session has. */
    static Step of(SignIn signIn, Optional<Session> session, int situations, State state) {
        if (session.filter(open -> signIn.demand().isMetBy(open.proofs(), state.now()))
                .isPresent()) {
            boolean choose = signIn.wantsSituation()
                    && situations > 1
                    && session.get().workSituation().isEmpty();
            if (choose) {
                return new Step.Situation();
            }
            return signIn.awaitsConsentOf(session.get()) ? new Step.Consent() : new Step.Done();
        }
        return session.flatMap(open -> provedInVain(signIn, open))
                .<Step>map(Step.TooLow::new)
                .orElseGet(() -> ceremony(state.kinds()));
    }

    // Weaker than asked, or than what the session has: the tokens would go on to tell the older proof.
    private static Optional<Assessment> provedInVain(SignIn signIn, Session session) {
        Level has = LevelRules.assess(session.proofs()).level();
        return session.proofs().stream()
                .filter(proof -> !proof.at().isBefore(signIn.begunAt()))
                .map(proof -> LevelRules.assess(List.of(proof)))
                .filter(assessment -> !assessment.level().reaches(signIn.least())
                        || !assessment.level().reaches(has))
                .reduce((_, last) -> last);
    }

    private static Step ceremony(List<String> kinds) {
        return kinds.size() == 1 ? new Step.Ceremony(kinds.getFirst()) : new Step.Choice(kinds);
    }

    /** What stands around: the kinds this deployment has, and the time. */
    record State(List<String> kinds, Instant now) {}
}
