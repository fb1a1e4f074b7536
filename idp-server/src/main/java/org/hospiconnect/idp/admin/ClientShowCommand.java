package org.hospiconnect.idp.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.springframework.stereotype.Component;

/** {@code client show CLIENT}: one application's page: all that is registered of it, and what its profile loosens; no secret. */
@Component
class ClientShowCommand implements OperatorCommand {

    private final Clients clients;

    ClientShowCommand(Clients clients) {
        this.clients = clients;
    }

    @Override
    public List<String> words() {
        return List.of("client", "show");
    }

    @Override
    public String usage() {
        return "client show CLIENT — all that is registered of one application, what its profile loosens, the thumbprints of its keys";
    }

    @Override
    public int run(OperatorCall call) {
        if (call.arguments().size() != 1) {
            call.out().println(usage());
            return 2;
        }
        String id = call.arguments().getFirst();
        Optional<RelyingApplication> application = clients.find(id);
        if (application.isEmpty()) {
            call.out().println("No application has the id " + id + "; client list shows them.");
            return 1;
        }
        Map<String, List<String>> lines = RegistrationSheet.of(application.get());
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(1);
        lines.forEach((name, values) -> call.out()
                .println(
                        String.format("%-" + width + "s  ", name) + String.join("\n" + " ".repeat(width + 2), values)));
        return 0;
    }
}
