package org.hospiconnect.idp.keys;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All rings, as they were read at once. */
record Rings(Map<RingName, RingStates> rings) {

    /** @param life of what the keys sign for applications; what they sign for the trail counts for ever */
    static Rings of(List<SigningKeyRow> keys, Duration life) {
        var rings = new LinkedHashMap<RingName, RingStates>();
        keys.stream()
                .collect(Collectors.groupingBy(SigningKeyRow::ring, LinkedHashMap::new, Collectors.toList()))
                .forEach((name, ofRing) -> rings.put(
                        name, new RingStates(ofRing, name.purpose().isForApplications() ? life : RingStates.FOR_EVER)));
        return new Rings(rings);
    }

    Rings {
        rings = Map.copyOf(rings);
    }

    Optional<RingStates> find(RingName name) {
        return Optional.ofNullable(rings.get(name));
    }

    RingStates of(SigningKeyRow key) {
        return find(key.ring()).orElseThrow();
    }

    Optional<SigningKeyRow> find(String kid) {
        return keys().stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    List<SigningKeyRow> keys() {
        return rings.values().stream().flatMap(ring -> ring.keys().stream()).toList();
    }
}
