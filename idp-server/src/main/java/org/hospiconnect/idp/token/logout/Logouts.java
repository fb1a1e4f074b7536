package org.hospiconnect.idp.token.logout;

import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.session.TouchWindows;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends a session because its person asked. Codes, refresh families and access tokens of the session end with it: each use of
 * them passes the standing guard, which knows ended sessions from PostgreSQL.
 */
@Component
class Logouts {

    private final Sessions sessions;
    private final TouchWindows touches;
    private final AuditTrail trail;

    Logouts(Sessions sessions, TouchWindows touches, AuditTrail trail) {
        this.sessions = sessions;
        this.touches = touches;
        this.trail = trail;
    }

    /** Nobody is signed in any more: the person leaves only now. */
    void left(String cookie) {
        touches.closeLeft(cookie);
    }

    @Transactional
    void end(Session session, LogoutRequest request) {
        sessions.leave(session);
        AuditEntry entry = AuditEntry.done(Act.LOGOUT)
                .actor(session.person())
                .person(session.person())
                .session(session.sid());
        trail.record(request.client()
                .map(application -> entry.client(application.id()))
                .orElse(entry));
    }
}
