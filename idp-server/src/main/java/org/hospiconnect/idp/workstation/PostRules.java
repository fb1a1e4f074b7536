package org.hospiconnect.idp.workstation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a class of posts allows.
 *
 * @param idle empty: what holds for every session
 * @param lifetime the same
 * @param kinds means of sign-in, as written in page addresses; none: all
 * @param touch how long after both factors of a key its touch may do; zero: never
 * @param synced may a passkey that is copied between devices serve?
 * @param platform may a passkey serve that lives in the computer itself?
 */
public record PostRules(
        Optional<Duration> idle,
        Optional<Duration> lifetime,
        Duration touch,
        List<String> kinds,
        boolean synced,
        boolean platform) {

    public PostRules {
        kinds = List.copyOf(kinds);
    }

    public boolean allows(String kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }
}
