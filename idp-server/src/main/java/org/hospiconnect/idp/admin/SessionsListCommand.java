package org.hospiconnect.idp.admin;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.session.OpenSession;
import org.hospiconnect.idp.session.OpenSessions;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.workstation.Place;
import org.springframework.stereotype.Component;

/** {@code sessions list --person PERSON}: what somebody has open, a line each. */
@Component
class SessionsListCommand implements OperatorCommand {

    private final MeansDesk desk;
    private final OpenSessions sessions;

    SessionsListCommand(MeansDesk desk, OpenSessions sessions) {
        this.desk = desk;
        this.sessions = sessions;
    }

    @Override
    public List<String> words() {
        return List.of("sessions", "list");
    }

    @Override
    public String usage() {
        return "sessions list --person PERSON — the sessions that somebody has open: sid, where, since, last activity, end, applications";
    }

    @Override
    public int run(OperatorCall call) {
        Options options;
        try {
            options = Options.of(call.arguments(), Options.Known.values("person"));
        } catch (IllegalArgumentException wrong) {
            call.out().println(wrong.getMessage());
            return 2;
        }
        Optional<String> word =
                options.value("person").filter(_ -> options.positional().isEmpty());
        if (word.isEmpty()) {
            call.out().println(usage());
            return 2;
        }
        return desk.person(word.get(), call, person -> {
            List<OpenSession> open = sessions.of(person.id());
            open.forEach(one -> call.out().println(line(one)));
            call.out().println(open.size() + " session(s)");
            return 0;
        });
    }

    private static String line(OpenSession one) {
        Session session = one.session();
        String where = one.post()
                .map(post -> post.postClass() + " " + post.name())
                .orElseGet(
                        () -> "OWN_DEVICE " + session.place().map(Place::zone).orElse("—"));
        return String.join(
                "  ",
                session.sid(),
                where,
                "since " + session.openedAt().truncatedTo(ChronoUnit.SECONDS),
                "active " + session.lastActivityAt().truncatedTo(ChronoUnit.SECONDS),
                "until " + session.overAt().truncatedTo(ChronoUnit.SECONDS),
                one.applications().isEmpty() ? "no application" : String.join(", ", one.applications()));
    }
}
