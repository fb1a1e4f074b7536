package org.hospiconnect.idp.admin;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.session.LogoutNotice;
import org.hospiconnect.idp.session.LogoutNotice.State;
import org.hospiconnect.idp.session.LogoutNotices;
import org.springframework.stereotype.Component;

/** {@code client deliveries}: what became of logout notices, latest first: to whom, state, tries, last status, when. */
@Component
class ClientDeliveriesCommand implements OperatorCommand {

    private static final int MOST = 100;

    private final LogoutNotices notices;
    private final Clients clients;

    ClientDeliveriesCommand(LogoutNotices notices, Clients clients) {
        this.notices = notices;
        this.clients = clients;
    }

    @Override
    public List<String> words() {
        return List.of("client", "deliveries");
    }

    @Override
    public String usage() {
        return "client deliveries [CLIENT] — logout notices of the last week, the latest " + MOST;
    }

    @Override
    public int run(OperatorCall call) {
        if (call.arguments().size() > 1) {
            call.out().println(usage());
            return 2;
        }
        Optional<String> client = call.arguments().stream().findFirst();
        if (client.isPresent() && clients.find(client.get()).isEmpty()) {
            call.out().println("No application has the id " + client.get() + "; client list shows them.");
            return 1;
        }
        var latest = notices.latest(client, MOST);
        latest.forEach(notice -> call.out().println(line(notice)));
        call.out().println(latest.size() + " notice(s)");
        return 0;
    }

    private static String line(LogoutNotice notice) {
        return String.join(
                "  ",
                notice.client(),
                "session " + notice.sid(),
                notice.state().name(),
                notice.tries() + " tries",
                "last status " + notice.lastStatus().map(Object::toString).orElse("none"),
                (notice.state() == State.DUE ? "next at " : "at ") + notice.at().truncatedTo(ChronoUnit.SECONDS));
    }
}
