package org.hospiconnect.idp.admin;

import java.util.List;
import org.hospiconnect.idp.session.OpenSessions;
import org.springframework.stereotype.Component;

/** {@code sessions end --sid SID} or {@code --person PERSON}. */
@Component
class SessionsEndCommand implements OperatorCommand {

    private final MeansDesk desk;
    private final OpenSessions sessions;

    SessionsEndCommand(MeansDesk desk, OpenSessions sessions) {
        this.desk = desk;
        this.sessions = sessions;
    }

    @Override
    public List<String> words() {
        return List.of("sessions", "end");
    }

    @Override
    public String usage() {
        return "sessions end --sid SID | --person PERSON — one session, or all that somebody has open, with their codes and tokens; "
                + "sessions list says the SID";
    }

    @Override
    public int run(OperatorCall call) {
        Options options;
        try {
            options = Options.of(call.arguments(), Options.Known.values("sid", "person"));
        } catch (IllegalArgumentException wrong) {
            call.out().println(wrong.getMessage());
            return 2;
        }
        if (options.named().size() != 1 || !options.positional().isEmpty()) {
            call.out().println(usage());
            return 2;
        }
        return options.value("sid")
                .map(sid -> one(sid, call))
                .orElseGet(() -> all(options.value("person").orElseThrow(), call));
    }

    private int one(String sid, OperatorCall call) {
        boolean ended = sessions.end(sid, call.actor()).isPresent();
        call.out()
                .println(
                        ended
                                ? sid + " has ended; every server knows within 5 seconds"
                                : "no open session " + sid + ": sessions list --person PERSON shows those of a person");
        return ended ? 0 : 1;
    }

    private int all(String word, OperatorCall call) {
        return desk.person(word, call, person -> {
            sessions.endAllOf(person.id(), call.actor());
            call.out().println("All sessions of " + word + " have ended; every server knows within 5 seconds");
            return 0;
        });
    }
}
