package org.hospiconnect.idp.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the page says of what was just done; the address carries its name, the page only words of ours. */
enum Told {
    BLOCKED,
    REMOVED,
    CONFIRMED,
    TOO_WEAK,
    SESSION_ENDED,
    SESSIONS_ENDED,
    SESSION_UNKNOWN,
    CODE_FIRST;

    static Optional<Told> of(String name) {
        return Arrays.stream(values()).filter(told -> told.word().equals(name)).findFirst();
    }

    String query() {
        return "?told=" + word();
    }

    String key() {
        return "account.told." + word();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
