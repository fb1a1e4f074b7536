package org.hospiconnect.idp.workstation;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a class of posts allows, or one post of it.
 *
 * @param idle empty: what holds for every session
 * @param lifetime the same
 * @param kinds means of sign-in, as written in page addresses; none: all
 * @param touch how long after both factors of a key its touch may do; zero: never
 * @param own kinds that the post itself names beside; none: all
 * @param synced may a passkey that is copied between devices serve?
 * @param platform may a passkey serve that lives in the computer itself?
 */
public record PostRules(
        Optional<Duration> idle,
        Optional<Duration> lifetime,
        Duration touch,
        List<String> kinds,
        List<String> own,
        boolean synced,
        boolean platform) {

    public PostRules {
        kinds = List.copyOf(kinds);
        own = List.copyOf(own);
    }

    /** Only stricter. */
    PostRules within(PostLimits limits) {
        Optional<Duration> shorter =
                Stream.concat(idle.stream(), limits.idle().stream()).min(Comparator.naturalOrder());
        return new PostRules(shorter, lifetime, touch, kinds, limits.kinds(), synced, platform);
    }

    /** Class and post both. */
    public boolean allows(String kind) {
        return isAmong(kinds, kind) && isAmong(own, kind);
    }

    private static boolean isAmong(List<String> named, String kind) {
        return named.isEmpty() || named.contains(kind);
    }
}
