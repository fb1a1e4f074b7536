package org.hospiconnect.idp.workstation;

import java.time.Clock;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends a post: its browser is none any more, on every server within 5 s, and whoever is signed in there is signed out. */
@Component
class PostEnds {

    private final Posts posts;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PostEnds(Posts posts, AuditTrail trail, ApplicationEventPublisher events, Clock clock) {
        this.posts = posts;
        this.trail = trail;
        this.events = events;
        this.clock = clock;
    }

    /** False when it had ended. */
    @Transactional
    public boolean end(Post post, String actor, String why) {
        boolean ended = posts.end(post.id(), clock.instant());
        if (ended) {
            trail.record(AuditEntry.done(Act.POST_ENDED)
                    .actor(actor)
                    .detail("post", post.id())
                    .detail("name", post.name())
                    .detail("why", why));
            events.publishEvent(new PostEnded(post.id()));
        }
        return ended;
    }
}
