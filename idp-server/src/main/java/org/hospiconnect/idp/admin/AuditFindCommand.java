package org.hospiconnect.idp.admin;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.hospiconnect.idp.audit.References;
import org.springframework.stereotype.Component;

/** {@code audit find REFERENCE}: what a person on the telephone reads from a page. */
@Component
class AuditFindCommand implements OperatorCommand {

    private final References references;

    AuditFindCommand(References references) {
        this.references = references;
    }

    @Override
    public List<String> words() {
        return List.of("audit", "find");
    }

    @Override
    public String usage() {
        return "audit find REFERENCE — what the reference of a page stands for: when, act, reason, who";
    }

    @Override
    public int run(OperatorCall call) {
        if (call.arguments().size() != 1 || call.arguments().getFirst().startsWith("--")) {
            call.out().println(usage());
            return 2;
        }
        String reference = call.arguments().getFirst().strip().toUpperCase(Locale.ROOT);
        var found = references.find(reference);
        found.forEach(one -> call.out().println(line(one)));
        if (found.isEmpty()) {
            call.out()
                    .println("neither trail nor counts have " + reference
                            + ": of several refusals in a minute only the last has"
                            + " its reference there; the log has each");
        }
        return found.isEmpty() ? 1 : 0;
    }

    private static String line(References.Found one) {
        return String.join(
                "  ",
                one.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                one.act(),
                one.outcome(),
                one.reason().orElse("-"),
                one.who(),
                one.counted() ? "(counted by minute)" : "");
    }
}
