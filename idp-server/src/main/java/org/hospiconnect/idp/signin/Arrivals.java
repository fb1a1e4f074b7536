package org.hospiconnect.idp.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.authenticator.Verification.Verified;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.session.Sessions.Opened;
import org.springframework.stereotype.Component;

/** Somebody proved who they are: opens the session, adds the proof to it, or ends the previous person's in this browser. */
@Component
class Arrivals {

    private final BrowserSessions browser;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final AuditTrail trail;

    Arrivals(BrowserSessions browser, Sessions sessions, SessionCookie cookie, AuditTrail trail) {
        this.browser = browser;
        this.sessions = sessions;
        this.cookie = cookie;
        this.trail = trail;
    }

    void arrive(SignIn signIn, Verified verified, CeremonyController.Exchange exchange) {
        Optional<Session> before = browser.find(exchange.request(), signIn);
        Optional<Session> same = before.filter(session -> session.person().equals(verified.person()));
        before.filter(_ -> same.isEmpty())
                .ifPresent(session -> browser.end(session, verified.person(), "another person signed in here"));
        AuditEntry act = act(signIn, verified, exchange);
        Opened opened = same.flatMap(session -> stronger(session, verified.proof(), act))
                .orElseGet(() -> opened(verified, act));
        cookie.write(exchange.response(), opened.cookie());
    }

    // The trail first: a session must not keep a stronger proof that nobody can trace.
    private Optional<Opened> stronger(Session session, Proof proof, AuditEntry act) {
        var proofs = new ArrayList<>(session.proofs());
        proofs.add(proof);
        record(act, session.sid(), proofs);
        return sessions.addProof(session, proof);
    }

    // A session whose cookie nobody gets is nobody's: it may stand before the trail has it.
    private Opened opened(Verified verified, AuditEntry act) {
        Opened opened = sessions.open(verified.person(), verified.proof());
        record(act, opened.session().sid(), opened.session().proofs());
        return opened;
    }

    private void record(AuditEntry act, String sid, List<Proof> proofs) {
        trail.record(act.session(sid).detail("level", LevelRules.assess(proofs).level()));
    }

    private static AuditEntry act(SignIn signIn, Verified verified, CeremonyController.Exchange exchange) {
        return AuditEntry.done(Act.SIGN_IN_ACCEPTED)
                .person(verified.person())
                .client(signIn.clientId())
                .authenticator(verified.proof().authenticator())
                .reference(signIn.reference())
                .detail("kind", verified.proof().kind())
                .detail("amr", String.join(" ", verified.proof().amr()))
                .detail("source", exchange.request().getRemoteAddr());
    }
}
