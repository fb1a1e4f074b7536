package org.hospiconnect.idp.directory;

import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lifts a suspension, which no people file does; with its row of the trail. */
@Component
public class Suspensions {

    private final JdbcClient jdbc;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;

    Suspensions(JdbcClient jdbc, AuditTrail trail, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.events = events;
    }

    /** False when the person is not suspended. */
    @Transactional
    public boolean lift(PersonId person, String actor) {
        // one statement, so that an import of the same moment is not undone
        int lifted = jdbc.sql("update people set state = 'ACTIVE' where id = :id and state = 'SUSPENDED'")
                .param("id", person.value())
                .update();
        if (lifted == 0) {
            return false;
        }
        trail.record(AuditEntry.done(Act.PERSON_REINSTATED).actor(actor).person(person));
        events.publishEvent(new PeopleChanged(1));
        return true;
    }
}
