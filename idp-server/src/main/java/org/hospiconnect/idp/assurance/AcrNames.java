package org.hospiconnect.idp.assurance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Levels as {@code acr} values: URIs under a base that the deployment chooses. */
public record AcrNames(String base) {

    public String of(Level level) {
        return base + level.acrName();
    }

    public Optional<Level> find(String acr) {
        return Arrays.stream(Level.values())
                .filter(level -> of(level).equals(acr))
                .findFirst();
    }

    public List<String> all() {
        return Arrays.stream(Level.values()).map(this::of).toList();
    }
}
