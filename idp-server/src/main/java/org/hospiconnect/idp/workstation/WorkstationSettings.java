package org.hospiconnect.idp.workstation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.value.AddressRange;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Shared posts and network zones.
 *
 * @param classes what a class of posts allows; keys are {@code ward}, {@code theatre}, {@code emergency}, {@code office} and
 *     {@code own-device}
 * @param zones address ranges of a network zone ({@code intranet: [10.0.0.0/8]}); the narrowest range counts, and everything else is
 *     {@code remote}
 * @param localZones zones inside the hospital ({@code [intranet]}), where a means of the transition does by a touch; every other one is remote to
 *     the rules of levels, as a guest Wi-Fi and telework are (RIE v1 §4.6.3.3 and EXI 22); by default all
 * @param unknown zone → what a browser there is that is no enrolled post ({@code intranet: WARD}), so that a lost cookie loosens nothing; by
 *     default somebody's own device
 * @param codeLifetime how long the code of {@code post add} can be typed; 10 min to 24 h
 * @param codesFromAddress wrong codes from one address within 15 min before no code from there is heard
 * @param turnEvery how old the value of a post's cookie gets before it is replaced, which shows a copy; {@code 0s}: never, for posts whose
 *     browser is set back at each start
 */
@ConfigurationProperties(prefix = "hospiconnect.workstation", ignoreUnknownFields = false)
public record WorkstationSettings(
        @DefaultValue Map<PostClass, ClassSettings> classes,
        @DefaultValue Map<String, List<String>> zones,
        @DefaultValue Set<String> localZones,
        @DefaultValue Map<String, PostClass> unknown,
        @DefaultValue("1h") Duration codeLifetime,
        @DefaultValue("300") int codesFromAddress,
        @DefaultValue("1h") Duration turnEvery) {

    private static final Duration SHORTEST = Duration.ofMinutes(10);

    /** Longer than a value that was replaced is still in use. */
    private static final Duration SHORTEST_TURN = Duration.ofMinutes(10);

    private static final Duration LONGEST = Duration.ofHours(24);

    /** A range that can't be read stops the start. */
    public WorkstationSettings {
        classes = Map.copyOf(classes);
        zones = Map.copyOf(zones);
        localZones = Set.copyOf(localZones);
        unknown = Map.copyOf(unknown);
        refuse(zones, unknown);
        if (!zones.keySet().containsAll(localZones)) {
            throw new IllegalArgumentException(
                    "hospiconnect.workstation.local-zones: each is the name of a zone of hospiconnect.workstation.zones");
        }
        if (codesFromAddress < 1 || (!turnEvery.isZero() && turnEvery.compareTo(SHORTEST_TURN) < 0)) {
            throw new IllegalArgumentException(
                    "hospiconnect.workstation: codes-from-address is at least 1, turn-every 0s or at least 10 min");
        }
        if (codeLifetime.compareTo(SHORTEST) < 0 || codeLifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("hospiconnect.workstation.code-lifetime is between 10 min and 24 h");
        }
    }

    private static void refuse(Map<String, List<String>> zones, Map<String, PostClass> unknown) {
        List<AddressRange> all = zones.values().stream()
                .flatMap(List::stream)
                .map(AddressRange::of)
                .toList();
        if (all.stream().distinct().count() < all.size()) {
            throw new IllegalArgumentException("hospiconnect.workstation.zones: each range is of one zone");
        }
        if (zones.containsKey(Zones.REMOTE)) {
            throw new IllegalArgumentException(
                    "hospiconnect.workstation.zones: remote is what lies outside of all ranges");
        }
        unknown.keySet().stream()
                .filter(zone -> !zones.containsKey(zone) && !zone.equals(Zones.REMOTE))
                .findFirst()
                .ifPresent(zone -> {
                    throw new IllegalArgumentException("hospiconnect.workstation.unknown: there is no zone " + zone);
                });
    }

    /**
     * One class of posts.
     *
     * @param idle without anybody being there; at most 30 min (RIE v2 EXI RIE-PS 13), and never longer than {@code hospiconnect.session.idle}
     * @param lifetime from sign-in to the end; at most 4 h, and never longer than {@code hospiconnect.session.lifetime}
     * @param touch how long after a key was used with its code a touch of the same key does, for applications that take it ({@code sign-in.touch});
     *     at most 4 h, which is the default on shared posts; {@code 0s}: never, as on own devices
     * @param kinds means that may be used, by name ({@code webauthn}); none: all
     * @param synced passkeys that are copied between devices may be used; otherwise on own devices only
     * @param platform passkeys that live in the computer itself may be used; otherwise on own devices only
     */
    public record ClassSettings(
            Optional<Duration> idle,
            Optional<Duration> lifetime,
            Optional<Duration> touch,
            @DefaultValue List<String> kinds,
            Optional<Boolean> synced,
            Optional<Boolean> platform) {

        static final ClassSettings NONE = new ClassSettings(
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

        private static final Duration LONGEST_IDLE = Duration.ofMinutes(30);
        private static final Duration LONGEST = Duration.ofHours(4);

        /** Only stricter. */
        public ClassSettings {
            kinds = List.copyOf(kinds);
            boolean wrong = idle.filter(given -> !isWithin(given, LONGEST_IDLE)).isPresent()
                    || lifetime.filter(given -> !isWithin(given, LONGEST)).isPresent()
                    || touch.filter(given -> given.isNegative() || given.compareTo(LONGEST) > 0)
                            .isPresent();
            if (wrong) {
                throw new IllegalArgumentException(
                        "hospiconnect.workstation.classes: idle is at most 30 min, lifetime and touch at most 4 h, none less than zero");
            }
        }

        private static boolean isWithin(Duration given, Duration most) {
            return given.isPositive() && given.compareTo(most) <= 0;
        }
    }

    /** What holds for a class, with its defaults. */
    public PostRules rules(PostClass postClass) {
        ClassSettings settings = classes.getOrDefault(postClass, ClassSettings.NONE);
        boolean own = !postClass.isShared();
        return new PostRules(
                settings.idle(),
                settings.lifetime(),
                own ? Duration.ZERO : settings.touch().orElse(ClassSettings.LONGEST),
                settings.kinds(),
                List.of(),
                settings.synced().orElse(own),
                settings.platform().orElse(own));
    }
}
