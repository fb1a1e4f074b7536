package org.hospiconnect.idp.session;

import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds the sessions that ended without anybody ending them, by age, by idleness, or lost with Redis, and ends them for good, so
 * that their applications hear of it. Each is looked at when it would be over if nobody came; a Redis that does not answer
 * is no answer, and the look is taken again.
 */
@Component
public class OverSessions {

    private static final int BATCH = 200;

    private final Sessions sessions;
    private final LogoutNotices notices;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    OverSessions(Sessions sessions, LogoutNotices notices, AuditTrail trail, TransactionTemplate transaction) {
        this.sessions = sessions;
        this.notices = notices;
        this.trail = trail;
        this.transaction = transaction;
    }

    /** Looks at those whose time has come; two servers may do it at once. */
    public void end() {
        notices.sessionsToLookAt(BATCH)
                .forEach(sid -> sessions.find(sid)
                        .ifPresentOrElse(open -> notices.lookAgain(sid, open.overAt()), () -> end(sid)));
    }

    private void end(String sid) {
        transaction.executeWithoutResult(_ -> {
            if (notices.becomeDue(sid)) {
                sessions.end(sid);
                trail.record(AuditEntry.done(Act.SESSION_ENDED)
                        .session(sid)
                        .actor("server")
                        .detail("why", "over by age or idleness, or lost"));
            }
        });
    }
}
