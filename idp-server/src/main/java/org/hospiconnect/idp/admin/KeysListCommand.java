package org.hospiconnect.idp.admin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.hospiconnect.idp.keys.KeyRegister;
import org.springframework.stereotype.Component;

/** {@code keys list}: the signing keys, one line each: kid, purpose, algorithm, state, where it is held, dates. */
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
        return "keys list — the keys that sign: kid, purpose, algorithm, state, where the private half is, dates";
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
                "  ", key.kid(), key.purpose(), key.algorithm(), key.state().name(), key.held(), dates(key.dates()));
    }

    private static String dates(KeyRegister.Dates dates) {
        var line = new ArrayList<String>();
        line.add("made " + seconds(dates.made()));
        line.add("signs from " + seconds(dates.active()));
        dates.retires().ifPresent(at -> line.add("until " + seconds(at)));
        dates.removed().ifPresent(at -> line.add("published until " + seconds(at)));
        dates.revoked().ifPresent(at -> line.add("revoked " + seconds(at)));
        return String.join("  ", line);
    }

    private static Instant seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}
