package org.hospiconnect.idp.enrolment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.assurance.IdentityEvidence;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.BrowserAnswer;
import org.hospiconnect.idp.authenticator.CeremonySettings;
import org.hospiconnect.idp.authenticator.EnrolmentAttempt;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony;
import org.hospiconnect.idp.authenticator.EnrolmentRunner;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.value.TypedCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The rules of an enrolment: code alive, person active, means nobody has, everything in one transaction. */
@Component
class Enrolments {

    private static final Logger LOG = LoggerFactory.getLogger(Enrolments.class);
    private static final int LONGEST_LABEL = 60;

    private final Activations activations;
    private final People people;
    private final EnrolmentRunner runner;
    private final Authenticators authenticators;
    private final Sessions sessions;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final CodeGuesses guesses;
    private final CeremonySettings ceremony;
    private final LevelRules levels;
    private final Secrets secrets;
    private final Clock clock;

    Enrolments(
            Activations activations,
            People people,
            EnrolmentRunner runner,
            Authenticators authenticators,
            Sessions sessions,
            AuditTrail trail,
            TransactionTemplate transaction,
            CodeGuesses guesses,
            CeremonySettings ceremony,
            LevelRules levels,
            Secrets secrets,
            Clock clock) {
        this.levels = levels;
        this.sessions = sessions;
        this.activations = activations;
        this.people = people;
        this.runner = runner;
        this.authenticators = authenticators;
        this.trail = trail;
        this.transaction = transaction;
        this.guesses = guesses;
        this.ceremony = ceremony;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Why a code opens nothing; the page says the same for all but the last. */
    enum CodeRefusal {
        CODE_UNKNOWN,
        CODE_USED,
        CODE_EXPIRED,
        PERSON_NOT_ACTIVE,
        TOO_MANY_ATTEMPTS
    }

    /** What came of a typed code. */
    sealed interface Opening {

        record Open(EnrolmentVisit visit) implements Opening {}

        /** {@code reference}: the count and the log have it. */
        record Closed(CodeRefusal reason, String reference) implements Opening {}
    }

    /** What came of a ceremony. */
    sealed interface Outcome {

        record Enrolled(Person person, Authenticator authenticator, Assessment reaches) implements Outcome {}

        record Refused(RefusalReason reason) implements Outcome {}
    }

    Opening open(String typed, CodeGuesses.Guesser guesser) {
        CodeGuesses.Before before = guesses.before(guesser);
        if (before.nobodyIsHeard()) {
            return closed(CodeRefusal.TOO_MANY_ATTEMPTS, guesser);
        }
        Optional<Activation> found = activations.find(TypedCode.typed(typed).hash());
        Optional<CodeRefusal> refusal = refusal(found, clock.instant());
        if (refusal.isPresent()) {
            guesses.wrong(guesser);
            return closed(before.browserWaits() ? CodeRefusal.TOO_MANY_ATTEMPTS : refusal.get(), guesser);
        }
        guesses.right(guesser);
        Activation activation = found.orElseThrow();
        return new Opening.Open(new EnrolmentVisit(
                secrets.next(16).toBase64Url(),
                activation.id(),
                activation.person().toString(),
                secrets.token(),
                secrets.reference(),
                Optional.empty()));
    }

    /** What is added in a session ends with it: whoever comes to this browser next adds nothing. */
    boolean goesOn(EnrolmentVisit visit) {
        return visit.session()
                .map(sid -> sessions.find(sid)
                        .filter(session -> session.person().equals(visit.personId()))
                        .isPresent())
                .orElse(true);
    }

    private Opening closed(CodeRefusal reason, CodeGuesses.Guesser guesser) {
        String reference = secrets.reference();
        trail.count(Act.ACTIVATION_CODE_REFUSED, reason, guesser.address(), reference);
        LOG.atInfo()
                .addKeyValue("reference", reference)
                .addKeyValue("reason", reason)
                .addKeyValue("source", guesser.address())
                .log("activation code refused");
        return new Opening.Closed(reason, reference);
    }

    Outcome finish(EnrolmentVisit visit, Answer answer) {
        Outcome outcome = transaction.execute(status -> {
            Outcome judged = inTransaction(visit, answer);
            if (judged instanceof Outcome.Refused) {
                status.setRollbackOnly();
            }
            return judged;
        });
        if (outcome instanceof Outcome.Refused(var reason)) {
            trail.record(AuditEntry.refused(Act.ENROLMENT_REFUSED, reason)
                    .person(visit.person())
                    .reference(visit.reference())
                    .detail("activation", visit.activation()));
        }
        return Optional.ofNullable(outcome).orElseThrow();
    }

    private Outcome inTransaction(EnrolmentVisit visit, Answer answer) {
        Instant now = clock.instant();
        Optional<Activation> activation = activations
                .find(visit.activation())
                .filter(known -> known.isUsableAt(now) && goesOn(visit) && isVouchedFor(known, now));
        Optional<Person> person = people.find(visit.personId()).filter(this::isActive);
        if (activation.isEmpty() || person.isEmpty()) {
            return new Outcome.Refused(
                    person.isEmpty() ? RefusalReason.PERSON_NOT_ACTIVE : RefusalReason.CHALLENGE_EXPIRED);
        }
        var attempt = new EnrolmentAttempt(visit.id(), person.get(), answer.source());
        return switch (runner.finish(answer.kind(), attempt, answer.given())) {
            case EnrolmentCeremony.Result.Refused(var reason) -> new Outcome.Refused(reason);
            case EnrolmentCeremony.Result.Attested attested -> {
                Authenticator made = authenticator(activation.get(), answer, attested);
                // the code is used up only now, so that a failed ceremony does not burn it
                yield activations.claim(visit.activation(), now) && authenticators.add(made)
                        ? enrolled(visit, person.get(), made)
                        : new Outcome.Refused(RefusalReason.ALREADY_ENROLLED);
            }
        };
    }

    /** Whoever lost the means that vouches has blocked it: what was begun with it is over. */
    private boolean isVouchedFor(Activation activation, Instant now) {
        return activation
                .vouched()
                .map(vouched -> authenticators
                        .find(vouched.by().authenticator())
                        .filter(means -> means.isUsableAt(now))
                        .isPresent())
                .orElse(true);
    }

    private Outcome enrolled(EnrolmentVisit visit, Person person, Authenticator made) {
        // the level this means will reach when its holder is verified by it
        var proof = new Proof(
                made.kind(),
                made.id(),
                List.of(),
                made.enrolledAt(),
                made.grounds(true, made.facts().storage()));
        var assessment = levels.assess(proof, made.enrolledAt());
        trail.record(AuditEntry.done(Act.ACTIVATION_CODE_USED)
                .person(person.id())
                .reference(visit.reference())
                .detail("activation", visit.activation()));
        trail.record(added(made).reference(visit.reference()).detail("level", assessment.level()));
        return new Outcome.Enrolled(person, made, assessment);
    }

    private static AuditEntry added(Authenticator made) {
        String evidence =
                made.evidence().map(IdentityEvidence::method).map(Enum::name).orElse("none");
        return AuditEntry.done(Act.AUTHENTICATOR_ENROLLED)
                .person(made.person())
                .actor(made.person())
                .authenticator(made.id())
                .detail("kind", made.kind())
                .detail("model", made.model())
                .detail("attestation", made.attestation())
                .detail("reservation", made.reservation().orElse("none"))
                .detail("evidence", evidence)
                .detail(
                        "vouched_by",
                        made.voucher().map(Authenticator.Voucher::authenticator).orElse("none"));
    }

    private Authenticator authenticator(
            Activation activation, Answer answer, EnrolmentCeremony.Result.Attested attested) {
        Instant now = clock.instant();
        String label = answer.label().strip();
        return new Authenticator(
                secrets.next(16).toBase64Url(),
                activation.person(),
                answer.kind(),
                attested.handle(),
                attested.material(),
                attested.counter(),
                attested.facts(),
                label.isEmpty() ? "Clé de sécurité" : label.substring(0, Math.min(label.length(), LONGEST_LABEL)),
                attested.attestation(),
                activation.evidence(),
                attested.reservation(),
                activation.vouched().map(Activation.Vouched::by),
                Authenticator.State.ACTIVE,
                now,
                activation.endOfMeans(now.atOffset(ZoneOffset.UTC)
                        .plus(ceremony.enrolmentLifetime())
                        .toInstant()));
    }

    private Optional<CodeRefusal> refusal(Optional<Activation> found, Instant now) {
        if (found.isEmpty()) {
            return Optional.of(CodeRefusal.CODE_UNKNOWN);
        }
        if (found.get().usedAt().isPresent()) {
            return Optional.of(CodeRefusal.CODE_USED);
        }
        if (!found.get().isUsableAt(now)) {
            return Optional.of(CodeRefusal.CODE_EXPIRED);
        }
        boolean active =
                people.find(found.get().person()).filter(this::isActive).isPresent();
        return active ? Optional.empty() : Optional.of(CodeRefusal.PERSON_NOT_ACTIVE);
    }

    private boolean isActive(Person person) {
        return person.mayWorkOn(LocalDate.ofInstant(clock.instant(), ActivationDesk.FRANCE));
    }

    /** What the browser sent. */
    record Answer(String kind, String label, BrowserAnswer given, String source) {}
}
