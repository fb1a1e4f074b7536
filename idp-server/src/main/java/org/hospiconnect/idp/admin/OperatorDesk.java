package org.hospiconnect.idp.admin;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.value.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds the command that was typed and runs it. */
@Component
class OperatorDesk {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorDesk.class);

    private final List<OperatorCommand> commands;
    private final Secrets secrets;

    OperatorDesk(List<OperatorCommand> commands, Secrets secrets) {
        this.commands = commands.stream()
                .sorted(Comparator.comparing((OperatorCommand command) -> String.join(" ", command.words())))
                .toList();
        this.secrets = secrets;
    }

    int run(String actor, List<String> typed, Map<String, Bytes> files, PrintWriter out) {
        Optional<OperatorCommand> found = commands.stream()
                .filter(command -> typed.size() >= command.words().size()
                        && typed.subList(0, command.words().size()).equals(command.words()))
                .max(Comparator.comparingInt(command -> command.words().size()));
        if (found.isEmpty()) {
            return list(typed, out);
        }
        var arguments = typed.subList(found.get().words().size(), typed.size());
        try {
            return found.get().run(new OperatorCall(actor, arguments, files, out));
        } catch (Unavailable away) {
            out.println(away.getMessage());
            return 1;
        } catch (RuntimeException failed) { // the operator is told, whatever it was; the log has the rest
            String reference = secrets.reference();
            LOG.atError().addKeyValue("reference", reference).setCause(failed).log("operator's command failed");
            out.println("failed, reference " + reference + ": see the server's log");
            return 1;
        }
    }

    private int list(List<String> typed, PrintWriter out) {
        boolean asked = typed.isEmpty() || typed.equals(List.of("--help"));
        boolean begun = commands.stream()
                .map(OperatorCommand::words)
                .anyMatch(words -> words.size() > typed.size()
                        && words.subList(0, typed.size()).equals(typed));
        if (!asked) {
            out.println(
                    (begun ? "unfinished command: " : "no such command: ") + String.join(" ", typed) + "; there are");
        }
        commands.forEach(command -> out.println("  " + command.usage()));
        return asked ? 0 : 2;
    }
}
