package org.hospiconnect.idp.session;

import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.directory.PersonLeft;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends the sessions of who leaves (RIE v1 EXI 27), in the transaction of the leaving. {@link StandingGuard} grants nothing to a
 * person who isn't active; this keeps an old session from coming alive when the same person is active again.
 */
@Component
class Leavers {

    private final Sessions sessions;
    private final AuditTrail trail;

    Leavers(Sessions sessions, AuditTrail trail) {
        this.sessions = sessions;
        this.trail = trail;
    }

    @EventListener
    void on(PersonLeft left) {
        sessions.endAllOf(left.person());
        trail.record(AuditEntry.done(Act.SESSION_ENDED)
                .person(left.person())
                .actor("server")
                .detail("why", "the person left: all sessions"));
    }
}
