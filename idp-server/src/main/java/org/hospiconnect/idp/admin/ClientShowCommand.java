package org.hospiconnect.idp.admin;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.springframework.stereotype.Component;

/** {@code client show CLIENT}: one application's page: what it may, what is loosened for it, what its level names mean; no secret. */
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
        return "client show CLIENT — one application: its rules, what is loosened for it, its names of levels";
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
        lines(application.get()).forEach((name, value) -> call.out().println(String.format("%-18s  %s", name, value)));
        return 0;
    }

    private static Map<String, String> lines(RelyingApplication application) {
        var lines = new LinkedHashMap<String, String>();
        lines.put("id", application.id());
        lines.put("name", application.name());
        lines.put("state", application.enabled() ? "enabled" : "DISABLED");
        lines.put("profile", ClientListCommand.profile(application));
        lines.put("proves itself by", application.authentication());
        lines.put("least level", application.leastLevel().name());
        lines.put("names of levels", aliases(application));
        lines.put("grants", listed(application.grants()));
        lines.put("scopes", listed(application.scopes()));
        lines.put("tokens", tokens(application));
        lines.put("requests", application.mustPush() ? "pushed only" : "by the browser or pushed");
        lines.put("matricule of", application.establishment().orElse("none"));
        lines.put("redirects", listed(application.redirectUris()));
        lines.put("after leaving", listed(application.postLogoutRedirectUris()));
        lines.put(
                "told of ends at",
                application.surroundings().backchannelLogoutUri().orElse("nowhere"));
        return lines;
    }

    private static String tokens(RelyingApplication application) {
        var rules = application.tokens();
        return application.tokenAlgorithm() + ", bound to "
                + switch (rules.binding()) {
                    case NONE -> "a key when it proves one";
                    case DPOP -> "its key (DPoP)";
                    case MTLS -> "its certificate";
                }
                + ", sub " + rules.subjectType().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String aliases(RelyingApplication application) {
        return listed(application.tokens().acrAliases().entrySet().stream()
                .map(alias -> alias.getKey() + " = " + alias.getValue())
                .toList());
    }

    private static String listed(Collection<String> values) {
        return values.isEmpty() ? "none" : values.stream().sorted().collect(Collectors.joining(" "));
    }
}
