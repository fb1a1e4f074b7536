package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.session.StandingGuard;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The session of this browser, as the guard of every grant sees it: one that no new proof can heal (the means behind it was
 * blocked or has expired, the person may not work any more) is ended, so that whoever signs in now begins a new one.
 */
@Component
class BrowserSessions {

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final StandingGuard guard;
    private final Clients clients;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    BrowserSessions(
            Sessions sessions,
            SessionCookie cookie,
            StandingGuard guard,
            Clients clients,
            AuditTrail trail,
            TransactionTemplate transaction) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.guard = guard;
        this.clients = clients;
        this.trail = trail;
        this.transaction = transaction;
    }

    /** As it is, of whatever standing: somebody is there. */
    Optional<Session> any(HttpServletRequest request) {
        return cookie.read(request).flatMap(sessions::findByCookie);
    }

    /** One that stands, or would with a stronger proof. */
    Optional<Session> find(HttpServletRequest request, SignIn signIn) {
        return any(request)
                .filter(open -> clients.find(signIn.clientId())
                        .map(client -> stands(open, guard.of(open, client)))
                        .orElse(true));
    }

    void end(Session session, Object actor, String why) {
        transaction.executeWithoutResult(_ -> {
            sessions.end(session.sid());
            trail.record(AuditEntry.done(Act.SESSION_ENDED)
                    .person(session.person())
                    .session(session.sid())
                    .actor(actor)
                    .detail("why", why));
        });
    }

    private boolean stands(Session open, Standing standing) {
        return switch (standing) {
            case Standing.Good _ -> true;
            case Standing.Refused refused -> isHealed(open, refused.reason());
        };
    }

    private boolean isHealed(Session open, Standing.Reason reason) {
        return switch (reason) {
            case LEVEL_TOO_LOW -> true;
            case CLIENT_DISABLED -> true; // the endpoint tells it
            case SESSION_ENDED -> false;
            case PERSON_NOT_ACTIVE, AUTHENTICATOR_NOT_USABLE -> {
                end(open, "server", reason.name());
                yield false;
            }
        };
    }
}
