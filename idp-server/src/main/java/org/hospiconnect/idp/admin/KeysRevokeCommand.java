package org.hospiconnect.idp.admin;

import java.util.List;
import org.hospiconnect.idp.keys.KeyRotations;
import org.springframework.stereotype.Component;

/** {@code keys revoke KID}: in an emergency, what this key signed counts no more and the next key signs. */
@Component
class KeysRevokeCommand implements OperatorCommand {

    private final KeyRotations rotations;

    KeysRevokeCommand(KeyRotations rotations) {
        this.rotations = rotations;
    }

    @Override
    public List<String> words() {
        return List.of("keys", "revoke");
    }

    @Override
    public String usage() {
        return "keys revoke KID — in an emergency: nothing that this key signed counts any more; the next key signs at once";
    }

    @Override
    public int run(OperatorCall call) {
        if (call.arguments().size() != 1 || call.arguments().getFirst().startsWith("--")) {
            call.out().println(usage());
            return 2;
        }
        String kid = call.arguments().getFirst();
        return switch (rotations.revoke(kid, call.actor())) {
            case DONE -> {
                call.out().println(kid + " is revoked; every server refuses what it signed within a minute");
                call.out()
                        .println("Applications may trust it for as long as they keep the published keys: docs/how-to/"
                                + "rotate-keys.md");
                yield 0;
            }
            case REVOKED_BEFORE -> {
                call.out().println(kid + " was revoked before");
                yield 0;
            }
            case UNKNOWN -> {
                call.out().println("no key " + kid + ": keys list shows those that there are");
                yield 1;
            }
        };
    }
}
