package org.hospiconnect.idp.workstation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.value.AddressRange;
import org.springframework.stereotype.Component;

/**
 * Network zones by address ranges of the settings; the narrowest range counts, and outside of all is {@link #REMOTE}. There the addresses
 * of local networks are one class and those of the Internet another, so that a cookie that is carried out of the building asks for a
 * proof where no zone is set, too (RIE v2 EXI RIE-PS 13).
 */
@Component
class Zones {

    static final String REMOTE = "remote";

    private static final Zone INTERNET = new Zone(REMOTE, "");
    static final Zone LOCAL = new Zone(REMOTE, "local");

    /** RFC 1918, 3927, 4193, 4291, 6598 (shared by an operator's customers: not of one building, and not of the Internet). */
    private static final List<AddressRange> LOCAL_RANGES = Stream.of(
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "100.64.0.0/10",
                    "169.254.0.0/16",
                    "127.0.0.0/8",
                    "::1",
                    "fc00::/7",
                    "fe80::/10")
            .map(AddressRange::of)
            .toList();

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

    /** @param range as the settings have it; outside of all {@code local}, or empty */
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
                .orElseGet(() -> LOCAL_RANGES.stream().anyMatch(local -> local.contains(address)) ? LOCAL : INTERNET);
    }
}
