package org.hospiconnect.idp.authenticator;

import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.authenticator.Verification.Refused;
import org.hospiconnect.idp.authenticator.Verification.Verified;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What no kind may forget: throttle, one-time challenge of this sign-in, owner, person, trail. */
@Component
public class CeremonyRunner {

    private static final Logger LOG = LoggerFactory.getLogger(CeremonyRunner.class);

    /** Keys whose counter went back. */
    static final String CLONED = "hospiconnect.authenticator.cloned";

    private static final ZoneId FRANCE = ZoneId.of("Europe/Paris");

    private final List<SignInCeremony> kinds;
    private final Challenges challenges;
    private final CeremonyLimits limits;
    private final People people;
    private final LevelRules levels;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CeremonyRunner(
            List<SignInCeremony> kinds,
            Challenges challenges,
            CeremonyLimits limits,
            People people,
            LevelRules levels,
            AuditTrail trail,
            ApplicationEventPublisher events,
            Clock clock) {
        this.kinds = kinds.stream()
                .sorted(Comparator.comparing(SignInCeremony::isTyped))
                .toList();
        this.events = events;
        this.challenges = challenges;
        this.limits = limits;
        this.people = people;
        this.levels = levels;
        this.trail = trail;
        this.clock = clock;
    }

    /** The kinds that can sign in here, as written in page addresses; those that are typed come last. */
    public List<String> kinds() {
        return kinds.stream().map(SignInCeremony::id).toList();
    }

    /** As {@link SignInCeremony#isTyped()}; false for a kind that is unknown. */
    public boolean isTyped(String kind) {
        return find(kind).filter(SignInCeremony::isTyped).isPresent();
    }

    /** As {@link SignInCeremony#asksNames()}; false for a kind that is unknown. */
    public boolean asksNames(String kind) {
        return find(kind).filter(SignInCeremony::asksNames).isPresent();
    }

    /** Empty when this sign-in asks too often or the kind is unknown. */
    public Optional<Challenge> begin(String kind, SignInAttempt attempt) {
        if (!limits.mayBegin(attempt.signIn())) {
            trail.count(Act.SIGN_IN_REFUSED, RefusalReason.TOO_MANY_ATTEMPTS, attempt.source());
            return Optional.empty();
        }
        Optional<Challenge> challenge = find(kind).map(ceremony -> ceremony.begin(attempt));
        challenge.ifPresent(challenges::put);
        return challenge;
    }

    /**
     * Takes the challenge away, whatever comes of it, and judges the answer. A refusal of somebody proved is a row of the
     * trail; strangers are counted. Either way the log finds the reference that the page shows.
     */
    public Verification finish(String kind, SignInAttempt attempt, BrowserAnswer answer, String reference) {
        Judged judged = judge(kind, attempt, answer);
        if (judged.verification() instanceof Refused refused) {
            if (!isTyped(kind)) {
                limits.note(refused.reason(), attempt.source());
            }
            LOG.atInfo()
                    .addKeyValue("reference", reference)
                    .addKeyValue("reason", refused.reason())
                    .addKeyValue("kind", kind)
                    .addKeyValue("source", attempt.source())
                    .log("sign-in refused");
            refused.proved()
                    .map(person -> AuditEntry.refused(Act.SIGN_IN_REFUSED, refused.reason())
                            .person(person)
                            .reference(reference)
                            .detail("kind", kind)
                            .detail("source", attempt.source())
                            .detail("sign_in", attempt.signIn()))
                    .ifPresentOrElse(
                            trail::record,
                            () -> trail.count(Act.SIGN_IN_REFUSED, refused.reason(), attempt.source(), reference));
            alertOf(refused);
        }
        return judged.told();
    }

    /** What is true, and what the page may tell of it. */
    private record Judged(Verification verification, boolean byName) {

        private static Judged of(Verification verification) {
            return new Judged(verification, false);
        }

        /** Whoever proved nothing under a typed name hears one answer: else a name would tell whether its keys are anybody's. */
        Verification told() {
            return byName
                            && verification instanceof Refused refused
                            && refused.proved().isEmpty()
                    ? new Refused(RefusalReason.SIGNATURE_INVALID)
                    : verification;
        }
    }

    /** A key that may have been copied is no slip of a finger: somebody has to look. */
    private void alertOf(Refused refused) {
        if (refused.reason() == RefusalReason.COUNTER_WENT_BACK) {
            Metrics.counter(CLONED).increment();
            LOG.atError()
                    .addKeyValue(
                            "person", refused.proved().map(PersonId::toString).orElse("unknown"))
                    .log("a key may have been copied: its counter went back");
            refused.proved().map(KeyCopied::new).ifPresent(events::publishEvent);
        }
    }

    private Judged judge(String kind, SignInAttempt attempt, BrowserAnswer answer) {
        if (limits.areFailuresTooMany(attempt.source())) {
            return Judged.of(new Refused(RefusalReason.TOO_MANY_ATTEMPTS));
        }
        Judged judged = isTyped(kind) ? Judged.of(typed(kind, attempt, answer)) : answered(kind, attempt, answer);
        return judged.verification() instanceof Verified verified
                ? new Judged(whole(attempt, verified), judged.byName())
                : judged;
    }

    private Verification typed(String kind, SignInAttempt attempt, BrowserAnswer answer) {
        if (!limits.mayBegin(attempt.signIn()) || !limits.mayType(attempt.source())) {
            return new Refused(RefusalReason.TOO_MANY_ATTEMPTS);
        }
        SignInCeremony ceremony = find(kind).orElseThrow();
        return ceremony.finish(ceremony.begin(attempt), answer.bytes());
    }

    private Judged answered(String kind, SignInAttempt attempt, BrowserAnswer answer) {
        Optional<Challenge> challenge = challenges.take(attempt.signIn());
        Optional<RefusalReason> failed = answer.failed().or(() -> unfit(challenge, kind, attempt));
        if (failed.isPresent()) {
            return Judged.of(new Refused(failed.get()));
        }
        Challenge asked = challenge.orElseThrow();
        boolean byName = attempt.person().isEmpty() && asked.person().isPresent();
        return new Judged(find(kind).orElseThrow().finish(asked, answer.bytes()), byName);
    }

    private Optional<RefusalReason> unfit(Optional<Challenge> challenge, String kind, SignInAttempt attempt) {
        if (challenge.isEmpty()) {
            return Optional.of(RefusalReason.CHALLENGE_UNKNOWN);
        }
        if (!challenge.get().kind().equals(kind) || !challenge.get().owner().equals(attempt.signIn())) {
            return Optional.of(RefusalReason.CHALLENGE_OF_ANOTHER);
        }
        return clock.instant().isBefore(challenge.get().expiresAt())
                ? Optional.empty()
                : Optional.of(RefusalReason.CHALLENGE_EXPIRED);
    }

    // of the two factors both, or one that follows on both
    private Verification whole(SignInAttempt attempt, Verified verified) {
        Proof proof = verified.proof();
        if (proof.grounds().userVerified()) {
            return owner(attempt, verified);
        }
        return attempt.touches()
                .of(verified)
                .map(both -> owner(attempt, new Verified(verified.person(), proof.after(both))))
                .orElseGet(() -> new Refused(RefusalReason.USER_NOT_VERIFIED, Optional.of(verified.person())));
    }

    private Verification owner(SignInAttempt attempt, Verified verified) {
        if (attempt.person()
                .filter(expected -> !expected.equals(verified.person()))
                .isPresent()) {
            return new Refused(RefusalReason.OTHER_OWNER, Optional.of(verified.person()));
        }
        if (!isActive(verified.person())) {
            return new Refused(RefusalReason.PERSON_NOT_ACTIVE, Optional.of(verified.person()));
        }
        // a session that it opened, or was added to, would have no level
        if (levels.assess(verified.proof(), clock.instant()).level() == Level.REFUSED) {
            return new Refused(RefusalReason.MEANS_NOT_ACCEPTED, Optional.of(verified.person()));
        }
        return attempt.serves().test(verified.proof())
                ? verified
                : new Refused(RefusalReason.NOT_SERVING_HERE, Optional.of(verified.person()));
    }

    private boolean isActive(PersonId person) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), FRANCE);
        return people.find(person).filter(known -> known.mayWorkOn(today)).isPresent();
    }

    private Optional<SignInCeremony> find(String kind) {
        return kinds.stream().filter(ceremony -> ceremony.id().equals(kind)).findFirst();
    }
}
