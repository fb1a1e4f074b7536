package org.hospiconnect.idp.admin;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import org.hospiconnect.idp.admin.Options.Known;
import org.hospiconnect.idp.keys.KeyRotations;
import org.hospiconnect.idp.keys.RingName;
import org.springframework.stereotype.Component;

/** {@code keys rotate}: the next key's turn comes now, or as soon as applications know it. */
@Component
class KeysRotateCommand implements OperatorCommand {

    private static final String PURPOSE = "purpose";
    private static final String ALGORITHM = "algorithm";

    private final KeyRotations rotations;

    KeysRotateCommand(KeyRotations rotations) {
        this.rotations = rotations;
    }

    @Override
    public List<String> words() {
        return List.of("keys", "rotate");
    }

    @Override
    public String usage() {
        return "keys rotate [--purpose TOKENS|VIHF_CONTEXT|TRAIL] [--algorithm ES256|RS256|PS256|EdDSA] — the next key signs, as soon"
                + " as applications know it";
    }

    @Override
    public int run(OperatorCall call) {
        Options options;
        try {
            options = Options.of(call.arguments(), Known.values(PURPOSE, ALGORITHM));
        } catch (IllegalArgumentException wrong) {
            call.out().println(wrong.getMessage());
            call.out().println(usage());
            return 2;
        }
        if (!options.positional().isEmpty()) {
            call.out().println(usage());
            return 2;
        }
        var turns = rotations.rotate(named(options), call.actor());
        turns.forEach(turn -> call.out().println(line(turn)));
        if (turns.isEmpty()) {
            call.out().println("there is no such ring: keys list shows those that there are");
        }
        return turns.isEmpty() ? 1 : 0;
    }

    private static Predicate<RingName> named(Options options) {
        return ring -> options.value(PURPOSE).map(ring.purpose().name()::equals).orElse(true)
                && options.value(ALGORITHM).map(ring.algorithmName()::equals).orElse(true);
    }

    private static String line(KeyRotations.Turn turn) {
        return String.join(
                "  ",
                turn.ring().purpose().name(),
                turn.ring().algorithmName(),
                turn.kid(),
                "signs from " + turn.at().truncatedTo(ChronoUnit.SECONDS));
    }
}
