package org.hospiconnect.idp.session;

import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends every session, and with it every code and token that a person stands behind: after a restore, what had been ended or
 * replaced since the copy was taken would count again.
 */
@Component
public class AllSessions {

    private final Sessions sessions;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    AllSessions(Sessions sessions, AuditTrail trail, TransactionTemplate transaction) {
        this.sessions = sessions;
        this.trail = trail;
        this.transaction = transaction;
    }

    /** All that are open now; {@code actor} asked for it. */
    public void end(String actor) {
        transaction.executeWithoutResult(_ -> {
            sessions.endAll();
            trail.record(AuditEntry.done(Act.SESSION_ENDED)
                    .actor(actor)
                    .detail("why", "asked by an operator: all sessions"));
        });
    }
}
