package org.hospiconnect.idp.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.IdentityEvidence;
import org.hospiconnect.idp.assurance.IdentityEvidence.Delivery;
import org.hospiconnect.idp.assurance.IdentityEvidence.Method;
import org.hospiconnect.idp.assurance.IdentityEvidence.RppsCheck;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.directory.Identifier;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.value.TypedCode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes activation codes: for whom, on which evidence, checked by whom. */
@Component
public class ActivationDesk {

    static final ZoneId FRANCE = ZoneId.of("Europe/Paris");

    private final People people;
    private final Activations activations;
    private final AuditTrail trail;
    private final Secrets secrets;
    private final EnrolmentSettings settings;
    private final Clock clock;

    ActivationDesk(
            People people,
            Activations activations,
            AuditTrail trail,
            Secrets secrets,
            EnrolmentSettings settings,
            Clock clock) {
        this.people = people;
        this.activations = activations;
        this.trail = trail;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    /** What came of an order. */
    public sealed interface Result {

        /** {@code code} is shown once. */
        record Made(String code, Person person, Instant expiresAt, boolean withEvidence) implements Result {

            @Override
            public String toString() {
                return "Made[" + person.id() + "]";
            }
        }

        record Refused(Reason reason) implements Result {}
    }

    public enum Reason {
        PERSON_UNKNOWN,
        PERSON_AMBIGUOUS,
        PERSON_NOT_ACTIVE,
        CHECKER_MISSING,
        CHECKER_UNKNOWN,
        CHECKER_NOT_ACTIVE,
        CHECKER_IS_THE_PERSON,
        DOCUMENT_MISSING,
        DOCUMENT_EXPIRED,
        LIFETIME_OUT_OF_BOUNDS
    }

    @Transactional
    public Result make(ActivationOrder order) {
        List<Person> found = people.findByWord(order.person());
        if (found.size() != 1) {
            return new Result.Refused(found.isEmpty() ? Reason.PERSON_UNKNOWN : Reason.PERSON_AMBIGUOUS);
        }
        Person person = found.getFirst();
        List<Person> checkers = order.checkedBy().map(people::findByWord).orElse(List.of());
        Optional<Reason> refusal = refusal(order, person, checkers);
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        Instant now = clock.instant();
        Optional<IdentityEvidence> evidence = order.evidence().map(method -> seen(method, order, person, checkers));
        Duration lifetime = order.lifetime().orElse(settings.codeLifetime());
        var code = TypedCode.draw(secrets);
        var activation = new Activation(
                secrets.next(16).toBase64Url(), person.id(), evidence, now, now.plus(lifetime), Optional.empty());
        withdrawOlderOf(activation, order);
        activations.add(activation, code.hash(), order.actor());
        trail.record(entry(activation, order));
        return new Result.Made(code.shown(), person, activation.expiresAt(), evidence.isPresent());
    }

    /** Whoever is given a second code has one: the first may have gone astray. */
    private void withdrawOlderOf(Activation made, ActivationOrder order) {
        activations
                .withdrawAllOf(made.person(), made.madeAt())
                .forEach(older -> trail.record(AuditEntry.done(Act.ACTIVATION_CODE_WITHDRAWN)
                        .actor(order.actor())
                        .person(made.person())
                        .detail("activation", older)
                        .detail("replaced_by", made.id())));
    }

    private Optional<Reason> refusal(ActivationOrder order, Person person, List<Person> checkers) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), FRANCE);
        boolean faceToFace = order.evidence()
                .filter(method -> method == IdentityEvidence.Method.FACE_TO_FACE)
                .isPresent();
        boolean documentMissing =
                faceToFace && (order.document().isEmpty() || order.validUntil().isEmpty());
        return Checks.first(
                new Checks.Check(!person.mayWorkOn(today), Reason.PERSON_NOT_ACTIVE),
                new Checks.Check(
                        order.evidence().isPresent() && order.checkedBy().isEmpty(), Reason.CHECKER_MISSING),
                new Checks.Check(order.checkedBy().isPresent() && checkers.size() != 1, Reason.CHECKER_UNKNOWN),
                new Checks.Check(checkers.contains(person), Reason.CHECKER_IS_THE_PERSON),
                new Checks.Check(
                        checkers.stream().anyMatch(checker -> !checker.mayWorkOn(today)), Reason.CHECKER_NOT_ACTIVE),
                new Checks.Check(documentMissing, Reason.DOCUMENT_MISSING),
                new Checks.Check(
                        order.validUntil().filter(last -> last.isBefore(today)).isPresent(), Reason.DOCUMENT_EXPIRED),
                new Checks.Check(
                        !EnrolmentSettings.isAllowed(order.lifetime().orElse(settings.codeLifetime())),
                        Reason.LIFETIME_OUT_OF_BOUNDS));
    }

    private IdentityEvidence seen(Method method, ActivationOrder order, Person person, List<Person> checkers) {
        return new IdentityEvidence(
                method,
                document(order),
                checkers.getFirst().id().toString(),
                clock.instant(),
                order.delivery().orElse(Delivery.impliedBy(method)),
                rpps(person));
    }

    private static RppsCheck rpps(Person person) {
        return person.identifier(Identifier.Type.RPPS)
                .map(number -> number.verifiedAt().isPresent() ? RppsCheck.CHECKED : RppsCheck.NOT_CHECKED)
                .orElse(RppsCheck.NO_NUMBER);
    }

    private static Optional<IdentityEvidence.Document> document(ActivationOrder order) {
        return order.document()
                .flatMap(type -> order.validUntil().map(until -> new IdentityEvidence.Document(type, until)));
    }

    private static AuditEntry entry(Activation activation, ActivationOrder order) {
        AuditEntry entry = AuditEntry.done(Act.ACTIVATION_CODE_MADE)
                .actor(order.actor())
                .person(activation.person())
                .detail("activation", activation.id())
                .detail("expires_at", activation.expiresAt());
        return activation
                .evidence()
                .map(evidence -> entry.detail("evidence", evidence.method())
                        .detail("checked_by", evidence.checkedBy())
                        .detail("delivery", evidence.delivery())
                        .detail("rpps", evidence.rpps()))
                .orElse(entry.detail("evidence", "none"));
    }

    /** A list of checks on one screen, one check a line; the first that fails is the reason. */
    private static final class Checks {

        private Checks() {}

        record Check(boolean fails, Reason reason) {}

        static Optional<Reason> first(Check... checks) {
            return List.of(checks).stream()
                    .filter(Check::fails)
                    .map(Check::reason)
                    .findFirst();
        }
    }
}
