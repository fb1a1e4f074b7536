package org.hospiconnect.idp.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.workstation.Post;
import org.hospiconnect.idp.workstation.PostDesk;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The sessions that a person has open: seen and ended by that person, or by an officer. */
@Component
public class OpenSessions {

    private final Sessions sessions;
    private final OpenedApplications applications;
    private final Clients clients;
    private final PostDesk posts;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    OpenSessions(
            Sessions sessions,
            OpenedApplications applications,
            Clients clients,
            PostDesk posts,
            AuditTrail trail,
            TransactionTemplate transaction) {
        this.sessions = sessions;
        this.applications = applications;
        this.clients = clients;
        this.posts = posts;
        this.trail = trail;
        this.transaction = transaction;
    }

    /** The one that was used last first. */
    public List<OpenSession> of(PersonId person) {
        List<Session> open = sessions.findByPerson(person);
        Map<String, List<String>> opened =
                applications.in(open.stream().map(Session::sid).toList());
        return open.stream()
                .map(session ->
                        new OpenSession(session, post(session), names(opened.getOrDefault(session.sid(), List.of()))))
                .toList();
    }

    /** Looking keeps nothing alive; empty when none of that name is open. */
    public Optional<Session> find(String sid) {
        return sessions.find(sid);
    }

    /** False when it is none of this person's, or over. */
    public boolean endOwn(Session acting, String sid) {
        Optional<Session> wanted =
                sessions.find(sid).filter(session -> session.person().equals(acting.person()));
        wanted.ifPresent(session -> end(session, by(acting)));
        return wanted.isPresent();
    }

    /** All of the person's but this one. */
    public void endOthers(Session acting) {
        transaction.executeWithoutResult(_ -> sessions.findByPerson(acting.person()).stream()
                .filter(session -> !session.sid().equals(acting.sid()))
                .forEach(session -> end(session, by(acting))));
    }

    /** An officer ends one; whose it was, empty when none of that name is open. */
    public Optional<PersonId> end(String sid, String officer) {
        Optional<Session> wanted = sessions.find(sid);
        wanted.ifPresent(session -> end(session, new By(officer, "asked by an operator")));
        return wanted.map(Session::person);
    }

    /** An officer ends all that a person has, also those that only another server knows. */
    public void endAllOf(PersonId person, String officer) {
        transaction.executeWithoutResult(_ -> {
            sessions.endAllOf(person);
            trail.record(AuditEntry.done(Act.SESSION_ENDED)
                    .person(person)
                    .actor(officer)
                    .detail("why", "asked by an operator: all of the person's sessions"));
        });
    }

    private record By(String actor, String why) {}

    private static By by(Session acting) {
        return new By(acting.person().toString(), "ended by its person, from session " + acting.sid());
    }

    private void end(Session session, By by) {
        transaction.executeWithoutResult(_ -> {
            sessions.leave(session);
            AuditEntry entry = AuditEntry.done(Act.SESSION_ENDED)
                    .person(session.person())
                    .session(session.sid())
                    .actor(by.actor())
                    .detail("why", by.why());
            trail.record(session.post().map(post -> entry.detail("post", post)).orElse(entry));
        });
    }

    private Optional<Post> post(Session session) {
        return session.post()
                .flatMap(id -> posts.find(id).stream()
                        .filter(post -> post.id().equals(id))
                        .findFirst());
    }

    private List<String> names(List<String> ids) {
        return ids.stream()
                .map(id -> clients.find(id).map(RelyingApplication::name).orElse(id))
                .sorted()
                .toList();
    }
}
