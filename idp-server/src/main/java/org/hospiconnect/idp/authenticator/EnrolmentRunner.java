package org.hospiconnect.idp.authenticator;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result;
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
        this.kinds = List.copyOf(kinds);
        this.challenges = challenges;
        this.limits = limits;
        this.trail = trail;
        this.clock = clock;
    }

    public List<String> kinds() {
        return kinds.stream().map(EnrolmentCeremony::id).toList();
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

    /** Takes the challenge away, whatever comes of it, and judges the answer. */
    public Result finish(String kind, EnrolmentAttempt attempt, BrowserAnswer answer) {
        Result result = judge(kind, attempt, answer);
        if (result instanceof Result.Refused(var reason)) {
            limits.note(reason, attempt.source());
        }
        return result;
    }

    private Result judge(String kind, EnrolmentAttempt attempt, BrowserAnswer answer) {
        if (limits.areFailuresTooMany(attempt.source())) {
            return new Result.Refused(RefusalReason.TOO_MANY_ATTEMPTS);
        }
        Optional<Challenge> challenge = challenges.take(attempt.enrolment());
        Optional<RefusalReason> failed = answer.failed();
        if (failed.isPresent()) {
            return new Result.Refused(failed.get());
        }
        if (challenge.isEmpty()) {
            return new Result.Refused(RefusalReason.CHALLENGE_UNKNOWN);
        }
        boolean others = !challenge.get().kind().equals(kind)
                || !challenge.get().person().equals(Optional.of(attempt.person().id()));
        if (others) {
            return new Result.Refused(RefusalReason.CHALLENGE_OF_ANOTHER);
        }
        if (!clock.instant().isBefore(challenge.get().expiresAt())) {
            return new Result.Refused(RefusalReason.CHALLENGE_EXPIRED);
        }
        return find(kind).orElseThrow().finish(challenge.get(), attempt.person(), answer.bytes());
    }

    private Optional<EnrolmentCeremony> find(String kind) {
        return kinds.stream().filter(ceremony -> ceremony.id().equals(kind)).findFirst();
    }
}
