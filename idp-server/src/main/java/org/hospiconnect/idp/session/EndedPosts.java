package org.hospiconnect.idp.session;

import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.workstation.PostEnded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A post that ends leaves nobody signed in there, in the transaction of its end. */
@Component
class EndedPosts {

    private final Sessions sessions;
    private final AuditTrail trail;

    EndedPosts(Sessions sessions, AuditTrail trail) {
        this.sessions = sessions;
        this.trail = trail;
    }

    @EventListener
    void on(PostEnded ended) {
        sessions.findByPost(ended.post()).ifPresent(session -> {
            sessions.end(session.sid());
            trail.record(AuditEntry.done(Act.SESSION_ENDED)
                    .person(session.person())
                    .session(session.sid())
                    .actor("server")
                    .detail("post", ended.post())
                    .detail("why", "the post ended"));
        });
    }
}
