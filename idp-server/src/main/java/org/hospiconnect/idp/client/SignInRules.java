package org.hospiconnect.idp.client;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.assurance.LegalBasis;
import org.hospiconnect.idp.assurance.LevelRules;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which sign-ins an application takes, beside its least level.
 *
 * @param phishingResistant only means whose exchange names the origin that asks
 * @param greatestAge of the proof, at each authorization request that asks for nothing stricter; OpenID Connect's {@code default_max_age}
 * @param kinds of means that it takes, {@code webauthn} for instance; none here: all
 * @param legalBases of the schemes that it takes; none here: all
 * @param zones names of the network zones in which it is used; none here: all
 * @param touch its use cases were found to bear it that, so long after both factors of a means, one of them does on the same post: at most
 *     4 h (RIE v2 EXI RIE-PS 10); never where it is not given
 * @param workSituation only people who have one, and they choose it
 */
public record SignInRules(
        @DefaultValue("false") boolean phishingResistant,
        @Nullable Duration greatestAge,
        @DefaultValue Set<String> kinds,
        @DefaultValue Set<LegalBasis> legalBases,
        @DefaultValue Set<String> zones,
        @Nullable Duration touch,
        @DefaultValue("false") boolean workSituation) {

    private static final Duration SHORTEST_AGE = Duration.ofMinutes(1);
    private static final Duration LONGEST_TOUCH = Duration.ofHours(4);

    public static final SignInRules NONE = new SignInRules(false, null, Set.of(), Set.of(), Set.of(), null, false);

    public SignInRules {
        kinds = Set.copyOf(Objects.requireNonNullElse(kinds, Set.of()));
        legalBases = Set.copyOf(Objects.requireNonNullElse(legalBases, Set.of()));
        zones = Set.copyOf(Objects.requireNonNullElse(zones, Set.of()));
        if (greatestAge != null && greatestAge.compareTo(SHORTEST_AGE) < 0) {
            throw new IllegalArgumentException("sign-in.greatest-age is at least 1 min: a proof takes time");
        }
        if (touch != null && (!touch.isPositive() || touch.compareTo(LONGEST_TOUCH) > 0)) {
            throw new IllegalArgumentException("sign-in.touch is more than nothing and at most 4 h");
        }
    }

    /** Pure; the age is asked of each request, by {@link #greatestAge}. */
    public boolean takes(Assessment said) {
        return takesKind(said.proof().kind())
                && (legalBases.isEmpty() || legalBases.contains(said.scheme().legalBasis()));
    }

    /** How long after both factors one of them does. */
    public Optional<Duration> touching() {
        return Optional.ofNullable(touch);
    }

    public SignInRules withoutTouch() {
        return new SignInRules(phishingResistant, greatestAge, kinds, legalBases, zones, null, workSituation);
    }

    /** Could a proof of this kind do? What can't is not offered. */
    public boolean takesKind(String kind) {
        return (kinds.isEmpty() || kinds.contains(kind)) && (!phishingResistant || LevelRules.resistsPhishing(kind));
    }

    /** A place that is not known is in none of its zones. */
    public boolean takesZone(Optional<String> zone) {
        return zones.isEmpty() || zone.filter(zones::contains).isPresent();
    }

    /** The stricter of this and what a request asks. */
    public Optional<Duration> age(Optional<Duration> asked) {
        return asked.filter(age -> greatestAge == null || age.compareTo(greatestAge) <= 0)
                .or(() -> Optional.ofNullable(greatestAge));
    }
}
