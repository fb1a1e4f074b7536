package org.hospiconnect.idp.workstation;

import java.util.List;
import java.util.Optional;

/**
 * A post that an operator wants.
 *
 * @param establishment FINESS number; may be left out where there is one only
 * @param ranges where its browser is
 * @param own what it is to allow less than its class
 */
public record PostOrder(
        String name,
        Optional<String> establishment,
        PostClass postClass,
        List<String> ranges,
        PostLimits own,
        String actor) {

    public PostOrder {
        ranges = List.copyOf(ranges);
    }
}
