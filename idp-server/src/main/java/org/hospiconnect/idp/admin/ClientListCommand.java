package org.hospiconnect.idp.admin;

import java.util.List;
import java.util.Locale;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.springframework.stereotype.Component;

/** {@code client list}: the registered applications, one line each, with no secret and no hash. */
@Component
class ClientListCommand implements OperatorCommand {

    private final Clients clients;

    ClientListCommand(Clients clients) {
        this.clients = clients;
    }

    @Override
    public List<String> words() {
        return List.of("client", "list");
    }

    @Override
    public String usage() {
        return "client list — the registered applications";
    }

    @Override
    public int run(OperatorCall call) {
        if (!call.arguments().isEmpty()) {
            call.out().println(usage());
            return 2;
        }
        var applications = clients.all();
        applications.forEach(application -> call.out().println(line(application)));
        call.out().println(applications.size() + " application(s)");
        return 0;
    }

    private static String line(RelyingApplication application) {
        return String.join(
                "  ",
                application.id(),
                application.enabled() ? "enabled" : "DISABLED",
                profile(application),
                application.authentication(),
                "least level " + application.leastLevel(),
                "matricule of " + application.establishment().orElse("none"),
                application
                        .dmp()
                        .map(dmp -> dmp.saml() ? "DMP (VIHF)" : "DMP (context)")
                        .orElse("no DMP"),
                String.join(" ", application.redirectUris().stream().sorted().toList()));
    }

    static String profile(RelyingApplication application) {
        String profile = application.profile().name().toLowerCase(Locale.ROOT);
        var loosened =
                application.loosenings().stream().map(Enum::name).sorted().toList();
        return loosened.isEmpty() ? profile : profile + " (loosened: " + String.join(" ", loosened) + ")";
    }
}
