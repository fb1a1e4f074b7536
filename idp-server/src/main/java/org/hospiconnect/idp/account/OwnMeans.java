package org.hospiconnect.idp.account;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.account.MeansRules.Needed;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticator.State;
import org.hospiconnect.idp.authenticator.AuthenticatorStates;
import org.hospiconnect.idp.authenticator.AuthenticatorStates.Outcome;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.KeyModel;
import org.hospiconnect.idp.authenticator.KeyModels;
import org.hospiconnect.idp.enrolment.OwnEnrolments.Vouching;
import org.hospiconnect.idp.session.Session;
import org.springframework.stereotype.Component;

/** What the person of a session may do with the means that they hold. */
@Component
class OwnMeans {

    private final Authenticators authenticators;
    private final AuthenticatorStates states;
    private final KeyModels models;
    private final AccountSettings settings;
    private final LevelRules levels;
    private final Clock clock;

    OwnMeans(
            Authenticators authenticators,
            AuthenticatorStates states,
            KeyModels models,
            AccountSettings settings,
            LevelRules levels,
            Clock clock) {
        this.levels = levels;
        this.authenticators = authenticators;
        this.states = states;
        this.models = models;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One line of the page.
     *
     * @param usable now
     * @param here this session was opened or confirmed with it
     */
    record Shown(Authenticator means, Optional<KeyModel> model, boolean usable, boolean here) {}

    /** Those that were not revoked, the oldest first. */
    List<Shown> of(Session session) {
        Instant now = clock.instant();
        return authenticators.of(session.person()).stream()
                .filter(means -> means.state() != State.REVOKED)
                .map(means ->
                        new Shown(means, models.find(means.model()), means.isUsableAt(now), isBehind(session, means)))
                .toList();
    }

    /** A session whose means was suspended, revoked or has ended shows nothing more. */
    boolean stands(Session session) {
        Instant now = clock.instant();
        List<Authenticator> held = authenticators.of(session.person());
        return session.proofs().stream()
                .allMatch(proof -> held.stream()
                        .anyMatch(means -> means.id().equals(proof.authenticator()) && means.isUsableAt(now)));
    }

    /** Always allowed, from any session of the holder: a lost means must not wait. */
    boolean suspend(Session session, String id) {
        return find(session, id)
                .map(means -> states.change(
                        means.id(), State.SUSPENDED, session.person().toString()))
                .filter(outcome -> outcome == Outcome.DONE || outcome == Outcome.SO_ALREADY)
                .isPresent();
    }

    /** Empty when it is none of theirs. */
    Optional<MeansRules.Answer> remove(Session session, String id) {
        Optional<Authenticator> wanted = find(session, id);
        Optional<MeansRules.Answer> answer = wanted.map(means -> may(session, needed(means)));
        if (answer.filter(MeansRules.Answer.Yes.class::isInstance).isPresent()) {
            states.change(id, State.REVOKED, session.person().toString());
        }
        return answer;
    }

    /** What is added rests on the means that vouches for it: its evidence from substantial on, and no copied page in between. */
    MeansRules.Answer mayAdd(Session session) {
        return may(session, new Needed(Level.SUBSTANTIAL, true));
    }

    /** What vouches for a new one: the means of that very proof, with the level that it reached. */
    Vouching vouching(Session session, MeansRules.Answer.Yes yes) {
        return authenticators
                .find(yes.by().authenticator())
                .map(means -> new Vouching(means, yes.level(), session.sid()))
                .orElseThrow(() -> new IllegalStateException("session " + session.sid() + " rests on no means"));
    }

    /** Kinds of the means by which the person may confirm what needs this, the one of the last proof first. */
    List<String> confirming(Session session, Needed needed) {
        Instant now = clock.instant();
        String last = session.proofs().getLast().kind();
        return authenticators.of(session.person()).stream()
                .filter(means -> means.isUsableAt(now) && needed.isMetBy(assess(means)))
                .map(Authenticator::kind)
                .distinct()
                .sorted(Comparator.comparing((String kind) -> !kind.equals(last)))
                .toList();
    }

    private MeansRules.Answer may(Session session, Needed needed) {
        return MeansRules.of(
                session.proofs(),
                needed,
                new MeansRules.Circumstances(levels, settings.confirmedFor(), clock.instant()));
    }

    /** Never by a weaker one. */
    private Needed needed(Authenticator means) {
        Assessment worth = assess(means);
        return new Needed(worth.level(), worth.phishingResistant());
    }

    /** What it is worth when its holder is verified by it. */
    private Assessment assess(Authenticator means) {
        var grounds = means.grounds(true, needed(means.facts().storage()));
        var proof = new Proof(means.kind(), means.id(), List.of(), clock.instant(), grounds);
        return levels.assess(proof, clock.instant());
    }

    /** What is not known of a means must not make it easier to remove. */
    private static Proof.Storage needed(Proof.Storage known) {
        return known == Proof.Storage.UNKNOWN ? Proof.Storage.DEVICE_BOUND : known;
    }

    private Optional<Authenticator> find(Session session, String id) {
        return authenticators.find(id).filter(means -> means.person().equals(session.person()));
    }

    private static boolean isBehind(Session session, Authenticator means) {
        return session.proofs().stream().anyMatch(proof -> proof.authenticator().equals(means.id()));
    }
}
