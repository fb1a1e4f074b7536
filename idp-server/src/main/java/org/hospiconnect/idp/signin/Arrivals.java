package org.hospiconnect.idp.signin;

import java.util.Optional;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.authenticator.Verification.Verified;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.session.Sessions.Opened;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody proved who they are: opens the session, adds the proof to it, or ends the previous person's in this browser. */
@Component
class Arrivals {

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    Arrivals(Sessions sessions, SessionCookie cookie, AuditTrail trail, TransactionTemplate transaction) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.trail = trail;
        this.transaction = transaction;
    }

    void arrive(SignIn signIn, Verified verified, CeremonyController.Exchange exchange) {
        Optional<Session> before = cookie.read(exchange.request()).flatMap(sessions::findByCookie);
        Optional<Session> same = before.filter(session -> session.person().equals(verified.person()));
        before.filter(_ -> same.isEmpty()).ifPresent(session -> displace(session, verified));
        Opened opened = same.map(session -> sessions.addProof(session, verified.proof()))
                .orElseGet(() -> sessions.open(verified.person(), verified.proof()));
        // the cookie goes out only after the trail has the act
        trail.record(AuditEntry.done(Act.SIGN_IN_ACCEPTED)
                .person(verified.person())
                .client(signIn.clientId())
                .session(opened.session().sid())
                .authenticator(verified.proof().authenticator())
                .reference(signIn.reference())
                .detail("kind", verified.proof().kind())
                .detail("amr", String.join(" ", verified.proof().amr()))
                .detail("level", LevelRules.assess(opened.session().proofs()).level())
                .detail("source", exchange.request().getRemoteAddr()));
        cookie.write(exchange.response(), opened.cookie());
    }

    private void displace(Session session, Verified by) {
        transaction.executeWithoutResult(_ -> {
            sessions.end(session.sid());
            trail.record(AuditEntry.done(Act.SESSION_ENDED)
                    .person(session.person())
                    .session(session.sid())
                    .actor(by.person())
                    .detail("why", "another person signed in here"));
        });
    }
}
