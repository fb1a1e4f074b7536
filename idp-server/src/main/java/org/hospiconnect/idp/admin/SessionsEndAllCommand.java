package org.hospiconnect.idp.admin;

import java.util.List;
import org.hospiconnect.idp.session.AllSessions;
import org.springframework.stereotype.Component;

/** {@code sessions end-all}: everybody signs in again, and no token of before counts. */
@Component
class SessionsEndAllCommand implements OperatorCommand {

    private final AllSessions sessions;

    SessionsEndAllCommand(AllSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<String> words() {
        return List.of("sessions", "end-all");
    }

    @Override
    public String usage() {
        return "sessions end-all — after a restore: every session ends with its codes and tokens, everybody signs in again";
    }

    @Override
    public int run(OperatorCall call) {
        if (!call.arguments().isEmpty()) {
            call.out().println(usage());
            return 2;
        }
        sessions.end(call.actor());
        call.out().println("All sessions that were open are ended; every server knows within 5 seconds");
        return 0;
    }
}
