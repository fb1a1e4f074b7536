package org.hospiconnect.idp.admin;

import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;

/** The one file that a command was called with. */
final class CalledFile {

    private CalledFile() {}

    /** Throws {@link IllegalArgumentException} with a sentence for the operator. */
    static Bytes only(Options options, OperatorCall call) {
        if (options.positional().size() != 1) {
            throw new IllegalArgumentException("takes one file");
        }
        String name = options.positional().getFirst();
        return Optional.ofNullable(call.files().get(name))
                .orElseThrow(() -> new IllegalArgumentException("no readable file of at most "
                        + OperatorProtocol.MOST_BYTES / (1024 * 1024) + " MB at " + name));
    }
}
