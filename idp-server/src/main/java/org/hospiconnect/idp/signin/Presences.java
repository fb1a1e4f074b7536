package org.hospiconnect.idp.signin;

import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.session.Standing.Reason;
import org.hospiconnect.idp.session.StandingGuard;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the one guard says of sessions that are open in a browser, and the end of those that stand no more. */
@Component
class Presences {

    private final Sessions sessions;
    private final Clients clients;
    private final StandingGuard guard;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    Presences(
            Sessions sessions,
            Clients clients,
            StandingGuard guard,
            AuditTrail trail,
            TransactionTemplate transaction) {
        this.sessions = sessions;
        this.clients = clients;
        this.guard = guard;
        this.trail = trail;
        this.transaction = transaction;
    }

    Presence of(Session session, SignIn signIn) {
        Standing standing = clients.find(signIn.clientId())
                .map(client -> guard.of(session, client))
                .orElseGet(() -> new Standing.Refused(Reason.CLIENT_DISABLED));
        return new Presence(session, standing);
    }

    /** Its means may not be used any more: whoever is there proves it with another, in a session of its own. */
    void end(Session session, Reason reason, SignIn signIn) {
        transaction.executeWithoutResult(_ -> {
            sessions.end(session.sid());
            trail.record(AuditEntry.done(Act.SESSION_ENDED)
                    .person(session.person())
                    .session(session.sid())
                    .actor("server")
                    .reference(signIn.reference())
                    .detail("why", reason));
        });
    }

    /** No proof helps: the person, or the application, may do nothing here. */
    void turnAway(Session session, Reason reason, SignIn signIn) {
        transaction.executeWithoutResult(_ -> {
            trail.record(AuditEntry.refused(Act.SIGN_IN_REFUSED, reason)
                    .person(session.person())
                    .client(signIn.clientId())
                    .session(session.sid())
                    .reference(signIn.reference()));
            if (reason == Reason.PERSON_NOT_ACTIVE) {
                end(session, reason, signIn);
            }
        });
    }
}
