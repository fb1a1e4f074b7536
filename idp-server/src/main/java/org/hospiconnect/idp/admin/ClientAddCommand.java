package org.hospiconnect.idp.admin;

import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.admin.Options.Known;
import org.hospiconnect.idp.client.ApplicationFile;
import org.hospiconnect.idp.client.ApplicationSettings;
import org.hospiconnect.idp.client.Registrations;
import org.hospiconnect.idp.client.Registrations.Result;
import org.springframework.stereotype.Component;

/** {@code client add FILE.yaml}: registers an application, or changes it, and shows a new secret once. */
@Component
class ClientAddCommand implements OperatorCommand {

    private static final int LONGEST = 400;

    private final Registrations registrations;

    ClientAddCommand(Registrations registrations) {
        this.registrations = registrations;
    }

    @Override
    public List<String> words() {
        return List.of("client", "add");
    }

    @Override
    public String usage() {
        return "client add FILE.yaml [--replace] — registers an application; --replace changes the one of this id; a new secret is shown"
                + " once";
    }

    @Override
    public int run(OperatorCall call) {
        ApplicationSettings wanted;
        boolean replace;
        try {
            var options = Options.of(call.arguments(), Known.flags("replace"));
            replace = options.has("replace");
            wanted = ApplicationFile.read(CalledFile.only(options, call));
        } catch (IllegalArgumentException wrong) {
            call.out().println(wrong.getMessage());
            call.out().println(usage());
            return 2;
        }
        List<String> changes = registrations.changes(wanted).orElse(List.of());
        if (!replace && !changes.isEmpty()) {
            call.out()
                    .println("refused, nothing changed: " + wanted.id()
                            + " is registered already; --replace would change");
            show(changes, call);
            return 1;
        }
        return register(wanted, changes, call);
    }

    private int register(ApplicationSettings wanted, List<String> changes, OperatorCall call) {
        return switch (registrations.register(wanted, call.actor())) {
            case Result.Refused(var faults) -> {
                call.out().println("refused, nothing changed:");
                faults.forEach(fault -> call.out().println("    " + fault));
                yield 1;
            }
            case Result.Kept kept -> {
                show(wanted.id(), kept, call);
                show(changes, call);
                yield 0;
            }
        };
    }

    /** A line each; the trail has them whole. */
    private static void show(List<String> changes, OperatorCall call) {
        changes.forEach(change ->
                call.out().println("    " + (change.length() > LONGEST ? change.substring(0, LONGEST) + "…" : change)));
    }

    private static void show(String id, Result.Kept kept, OperatorCall call) {
        call.out()
                .println(id + ": "
                        + switch (kept.change()) {
                            case ADDED -> "added";
                            case CHANGED -> "changed";
                            case UNCHANGED -> "nothing changed, it is registered so already";
                        });
        Optional<String> secret = kept.secret();
        secret.ifPresent(shown -> {
            call.out().println("    client_secret  " + shown);
            call.out().println("    It is shown this once and kept nowhere: hand it to the application now.");
        });
    }
}
