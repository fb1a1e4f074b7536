package org.hospiconnect.idp.assurance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Levels as {@code acr} values: URIs under a base that the deployment chooses.
 *
 * @param reached levels that some way to sign in reaches here
 */
public record AcrNames(String base, Set<Level> reached) {

    public AcrNames {
        reached = Set.copyOf(reached);
    }

    public String of(Level level) {
        return base + level.acrName();
    }

    /** One that nothing reaches is found too: it can be asked for, and not be met. */
    public Optional<Level> find(String acr) {
        return Arrays.stream(Level.values())
                .filter(AcrNames::isSaid)
                .filter(level -> of(level).equals(acr))
                .findFirst();
    }

    private static boolean isSaid(Level level) {
        return level != Level.REFUSED;
    }

    /** Names of the levels that are reached, weakest first. */
    public List<String> announced() {
        return reached.stream().filter(AcrNames::isSaid).sorted().map(this::of).toList();
    }
}
