package org.hospiconnect.idp.workstation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.value.AddressRange;

/**
 * A post that an operator added.
 *
 * @param id 128 bits as base64url; opens nothing
 * @param establishment its FINESS number
 * @param ranges where its browser is; none: anywhere in the zone where it was enrolled
 * @param own what it allows less than its class
 * @param codeExpiresAt until when its code can be typed
 * @param enrolled when and from which address its code was typed
 */
public record Post(
        String id,
        String name,
        String establishment,
        PostClass postClass,
        List<String> ranges,
        PostLimits own,
        Instant addedAt,
        Instant codeExpiresAt,
        Optional<Enrolled> enrolled,
        Optional<Instant> endedAt) {

    public Post {
        ranges = List.copyOf(ranges);
    }

    /** The code was typed in its browser. */
    public record Enrolled(Instant at, String from) {}

    boolean isIn(String address) {
        return ranges.isEmpty() || ranges.stream().map(AddressRange::of).anyMatch(range -> range.contains(address));
    }
}
