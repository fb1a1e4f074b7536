package org.hospiconnect.idp.workstation;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What one post allows less than its class.
 *
 * @param idle in whole seconds; empty: as its class
 * @param kinds of means, sorted; none: as its class
 */
public record PostLimits(Optional<Duration> idle, List<String> kinds) {

    public static final PostLimits NONE = new PostLimits(Optional.empty(), List.of());

    /** Applications tell of somebody's keys once a minute: with less, who types without a pause would be interrupted. */
    private static final Duration SHORTEST_IDLE = Duration.ofMinutes(2);

    /** RIE v2 EXI RIE-PS 13. */
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(30);

    /** Whoever gives the same in another order gives the same. */
    public PostLimits {
        idle = idle.map(given -> given.truncatedTo(ChronoUnit.SECONDS));
        kinds = kinds.stream().distinct().sorted().toList();
    }

    boolean isIdleWithin(PostRules ofClass) {
        return idle.filter(given -> given.compareTo(SHORTEST_IDLE) < 0
                        || given.compareTo(ofClass.idle().orElse(LONGEST_IDLE)) > 0)
                .isEmpty();
    }

    boolean areKindsWithin(PostRules ofClass) {
        return kinds.stream().allMatch(ofClass::allows);
    }
}
