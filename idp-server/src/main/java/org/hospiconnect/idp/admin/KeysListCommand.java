package org.hospiconnect.idp.admin;

import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hospiconnect.idp.keys.KeyRegister;
import org.springframework.stereotype.Component;

/** {@code keys list}: the signing keys, one line each: kid, algorithm, state, when it was made. */
@Component
class KeysListCommand implements OperatorCommand {

    private final KeyRegister keys;

    KeysListCommand(KeyRegister keys) {
        this.keys = keys;
    }

    @Override
    public List<String> words() {
        return List.of("keys", "list");
    }

    @Override
    public String usage() {
        return "keys list — the keys that sign tokens: kid, algorithm, state, when made";
    }

    @Override
    public int run(OperatorCall call) {
        if (!call.arguments().isEmpty()) {
            call.out().println(usage());
            return 2;
        }
        var all = keys.all();
        all.forEach(key -> call.out().println(line(key)));
        call.out().println(all.size() + " key(s)");
        return 0;
    }

    private static String line(KeyRegister.Entry key) {
        return String.join(
                "  ",
                key.kid(),
                key.purpose(),
                key.algorithm(),
                key.state(),
                "made " + key.madeAt().truncatedTo(ChronoUnit.SECONDS));
    }
}
