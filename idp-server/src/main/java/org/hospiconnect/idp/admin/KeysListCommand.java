package org.hospiconnect.idp.admin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hospiconnect.idp.keys.KeyRegister;
import org.hospiconnect.idp.keys.KeyRegister.Held;
import org.hospiconnect.idp.keys.KeyState;
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
        all.forEach(key -> {
            call.out().println(line(key));
            remains(key).ifPresent(said -> call.out().println("    " + said));
        });
        call.out().println(all.size() + " key(s)");
        return 0;
    }

    private static String line(KeyRegister.Entry key) {
        return String.join(
                "  ",
                key.kid(),
                key.purpose(),
                key.algorithm(),
                key.state().name(),
                key.held().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                dates(key.dates()));
    }

    /** A key that was taken back and whose private half is there all the same: by whom it goes. */
    private Optional<String> remains(KeyRegister.Entry key) {
        boolean there = key.held() == Held.TOKEN || key.held() == Held.ANOTHER_TOKEN;
        if (key.state() != KeyState.REVOKED || !there) {
            return Optional.empty();
        }
        return Optional.of(keys.removal(key.kid())
                .filter(_ -> key.held() == Held.TOKEN)
                .map(command ->
                        "its private half is still in the token; the server removes it within ten minutes, or you: "
                                + command)
                .orElse(
                        "its private half may still be in a token that hospiconnect.keys.pkcs11 does not name: remove it"
                                + " there, by its CKA_ID, the kid"));
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
