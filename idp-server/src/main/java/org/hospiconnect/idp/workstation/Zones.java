package org.hospiconnect.idp.workstation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.value.AddressRange;
import org.springframework.stereotype.Component;

/** Network zones by address ranges of the settings; the narrowest range counts, and outside of all is {@link #REMOTE}. */
@Component
class Zones {

    static final String REMOTE = "remote";

    private static final Zone ELSEWHERE = new Zone(REMOTE, "");

    private final List<Map.Entry<AddressRange, Zone>> ranges;

    Zones(WorkstationSettings settings) {
        this.ranges = settings.zones().entrySet().stream()
                .flatMap(zone -> zone.getValue().stream()
                        .map(range -> Map.entry(AddressRange.of(range), new Zone(zone.getKey(), range))))
                .sorted(Comparator.comparingInt((Map.Entry<AddressRange, Zone> known) ->
                                known.getKey().prefix())
                        .reversed())
                .toList();
    }

    /** @param range as the settings have it; empty outside of all */
    record Zone(String name, String range) {}

    Set<String> names() {
        return Stream.concat(
                        Stream.of(REMOTE),
                        ranges.stream().map(known -> known.getValue().name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    Zone of(String address) {
        return ranges.stream()
                .filter(known -> known.getKey().contains(address))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(ELSEWHERE);
    }
}
