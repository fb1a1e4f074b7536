package org.hospiconnect.idp.enrolment;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.assurance.IdentityEvidence.Delivery;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticator.Voucher;
import org.hospiconnect.idp.authenticator.EnrolmentRunner;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.value.TypedCode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody adds a means by one that they hold: the caller has seen that it is strong enough and in their hand. */
@Component
public class OwnEnrolments {

    private final Activations activations;
    private final EnrolmentVisits visits;
    private final EnrolmentRunner runner;
    private final SessionCookie cookies;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final Secrets secrets;
    private final Clock clock;

    OwnEnrolments(
            Activations activations,
            EnrolmentVisits visits,
            EnrolmentRunner runner,
            SessionCookie cookies,
            AuditTrail trail,
            TransactionTemplate transaction,
            Secrets secrets,
            Clock clock) {
        this.activations = activations;
        this.visits = visits;
        this.runner = runner;
        this.cookies = cookies;
        this.trail = trail;
        this.transaction = transaction;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * What vouches for a means that is added.
     *
     * @param means in the holder's hand a moment ago
     * @param level that it reached then
     * @param session in which, {@code sid}; when it ends, what was begun is over
     */
    public record Vouching(Authenticator means, Level level, String session) {}

    /**
     * Opens an enrolment in this browser, without a code that anybody could type; the page that goes on with it. What is added rests on
     * the identity check behind the means that vouches, reaches no higher level and ends with it (2015/1502 annex 2.2.4).
     */
    public String begin(Vouching by, HttpServletResponse response) {
        Instant now = clock.instant();
        Authenticator vouching = by.means();
        var activation = new Activation(
                secrets.next(16).toBase64Url(),
                vouching.person(),
                vouching.evidence().map(found -> found.delivered(Delivery.ONLINE_BOUND)),
                now,
                now.plus(EnrolmentController.VISIT),
                Optional.empty(),
                Optional.of(new Activation.Vouched(new Voucher(vouching.id(), by.level()), vouching.endsAt())));
        String person = vouching.person().toString();
        transaction.executeWithoutResult(_ -> {
            activations.add(activation, TypedCode.draw(secrets).hash(), person);
            trail.record(AuditEntry.done(Act.ACTIVATION_CODE_MADE)
                    .actor(person)
                    .person(person)
                    .session(by.session())
                    .authenticator(vouching.id())
                    .detail("activation", activation.id())
                    .detail("vouched_by", vouching.id())
                    .detail("level", by.level()));
        });
        open(activation, by.session(), response);
        return "/enrol/" + runner.kinds().getFirst();
    }

    private void open(Activation activation, String session, HttpServletResponse response) {
        String secret = secrets.token();
        var visit = new EnrolmentVisit(
                secrets.next(16).toBase64Url(),
                activation.id(),
                activation.person().toString(),
                secrets.token(),
                secrets.reference(),
                Optional.of(session));
        visits.add(secret, visit);
        cookies.write(response, EnrolmentController.COOKIE, secret, EnrolmentController.VISIT);
    }
}
