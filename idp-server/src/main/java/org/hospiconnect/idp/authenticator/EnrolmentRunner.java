package org.hospiconnect.idp.authenticator;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result;
import org.hospiconnect.idp.directory.Person;
import org.springframework.stereotype.Component;

/** What no kind may forget at enrolment: throttle, one-time challenge of this enrolment and person. */
@Component
public class EnrolmentRunner {

    private final List<EnrolmentCeremony> kinds;
    private final Challenges challenges;
    private final CeremonyLimits limits;
    private final AuditTrail trail;
    private final Clock clock;

    EnrolmentRunner(
            List<EnrolmentCeremony> kinds,
            Challenges challenges,
            CeremonyLimits limits,
            AuditTrail trail,
            Clock clock) {
        this.kinds = kinds.stream()
                .sorted(Comparator.comparing(EnrolmentCeremony::isTyped))
                .toList();
        this.challenges = challenges;
        this.limits = limits;
        this.trail = trail;
        this.clock = clock;
    }

    /** Those that are typed come last. */
    public List<String> kinds() {
        return kinds.stream().map(EnrolmentCeremony::id).toList();
    }

    /** The kinds that this person may have. */
    public List<String> kinds(Person person) {
        return kinds.stream()
                .filter(kind -> kind.isFor(person))
                .map(EnrolmentCeremony::id)
                .toList();
    }

    /** As {@link EnrolmentCeremony#isTyped()}; false for a kind that is unknown. */
    public boolean isTyped(String kind) {
        return find(kind).filter(EnrolmentCeremony::isTyped).isPresent();
    }

    /** What the page of a typed kind shows of what is under way, which begins with its first show; empty when asked too often. */
    public Optional<Map<String, Object>> shown(String kind, EnrolmentAttempt attempt) {
        EnrolmentCeremony ceremony = find(kind).orElseThrow();
        if (!ceremony.isTyped()) {
            return Optional.of(Map.of());
        }
        return challenges
                .find(attempt.enrolment())
                .filter(known -> isOf(known, kind, attempt) && clock.instant().isBefore(known.expiresAt()))
                .or(() -> begin(kind, attempt))
                .map(challenge -> ceremony.shown(challenge, attempt.person()));
    }

    /** Empty when this enrolment asks too often or the kind is unknown. */
    public Optional<Challenge> begin(String kind, EnrolmentAttempt attempt) {
        if (!limits.mayBegin(attempt.enrolment())) {
            trail.count(Act.ENROLMENT_REFUSED, RefusalReason.TOO_MANY_ATTEMPTS, attempt.source());
            return Optional.empty();
        }
        Optional<Challenge> challenge = find(kind).map(ceremony -> ceremony.begin(attempt));
        challenge.ifPresent(challenges::put);
        return challenge;
    }

    /** Takes the challenge away, whatever comes of it, unless the answer is typed, and judges the answer. */
    public Result finish(String kind, EnrolmentAttempt attempt, BrowserAnswer answer) {
        Result result = judge(kind, attempt, answer);
        if (result instanceof Result.Refused(var reason)) {
            limits.note(reason, attempt.source());
        }
        return result;
    }

    private Result judge(String kind, EnrolmentAttempt attempt, BrowserAnswer answer) {
        EnrolmentCeremony ceremony = find(kind).orElseThrow();
        boolean isOften = ceremony.isTyped() && !limits.mayBegin(attempt.enrolment());
        if (isOften || limits.areFailuresTooMany(attempt.source())) {
            return new Result.Refused(RefusalReason.TOO_MANY_ATTEMPTS);
        }
        Optional<Challenge> challenge =
                ceremony.isTyped() ? challenges.find(attempt.enrolment()) : challenges.take(attempt.enrolment());
        Optional<RefusalReason> failed = answer.failed();
        if (failed.isPresent()) {
            return new Result.Refused(failed.get());
        }
        if (challenge.isEmpty()) {
            return new Result.Refused(RefusalReason.CHALLENGE_UNKNOWN);
        }
        if (!isOf(challenge.get(), kind, attempt)) {
            return new Result.Refused(RefusalReason.CHALLENGE_OF_ANOTHER);
        }
        if (!clock.instant().isBefore(challenge.get().expiresAt())) {
            return new Result.Refused(RefusalReason.CHALLENGE_EXPIRED);
        }
        return ceremony.isFor(attempt.person())
                ? ceremony.finish(challenge.get(), attempt.person(), answer.bytes())
                : new Result.Refused(RefusalReason.MODEL_NOT_ALLOWED);
    }

    private static boolean isOf(Challenge challenge, String kind, EnrolmentAttempt attempt) {
        return challenge.kind().equals(kind)
                && challenge.person().equals(Optional.of(attempt.person().id()));
    }

    private Optional<EnrolmentCeremony> find(String kind) {
        return kinds.stream().filter(ceremony -> ceremony.id().equals(kind)).findFirst();
    }
}
