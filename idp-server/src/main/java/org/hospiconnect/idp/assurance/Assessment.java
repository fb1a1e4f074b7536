package org.hospiconnect.idp.assurance;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a session's proofs amount to now, and why.
 *
 * @param proof the one that decides
 * @param rules by which it was judged
 * @param scheme what the hospital declared of that kind of means
 * @param model what is said of the model of its means now
 * @param findings every rule that was asked, in the order of the table
 */
public record Assessment(
        Proof proof,
        Level level,
        boolean phishingResistant,
        RulesInForce rules,
        Scheme scheme,
        ModelFacts model,
        List<Finding> findings) {

    public Assessment {
        findings = List.copyOf(findings);
    }

    /** Authentication method references, RFC 8176; several factors only where they are believed. */
    public List<String> amr() {
        boolean both = findings.stream().filter(finding -> !finding.holds()).noneMatch(Assessment::isOfFactors);
        return proof.amr().stream().filter(word -> both || !word.equals("mfa")).toList();
    }

    /**
     * Is the level enough, or would it be had both factors been given now, as they were with the same means on the same post before?
     *
     * @param window how long before at most; empty where one factor never does
     */
    public boolean reaches(Level least, Optional<Duration> window, Instant now) {
        boolean open = touchUntil(window).filter(now::isBefore).isPresent();
        return proof.touch().isPresent() ? open && level(Rule.TWO_FACTORS).reaches(least) : level.reaches(least);
    }

    /** When one factor does no longer; empty where it never does, or both were given. */
    public Optional<Instant> touchUntil(Optional<Duration> window) {
        return window.flatMap(within -> proof.touch().map(touch -> touch.within(within)));
    }

    private static boolean isOfFactors(Finding finding) {
        return finding.rule().cap() == Level.SINGLE_FACTOR;
    }

    /** What it would be if that row of the table held. */
    private Level level(Rule held) {
        return findings.stream()
                .filter(finding -> !finding.holds() && finding.rule() != held)
                .map(finding -> finding.rule().cap())
                .min(Comparator.naturalOrder())
                .orElse(Level.HIGH);
    }

    public Instant authTime() {
        return proof.at();
    }

    /** What would have to change for the level to rise. */
    public List<Finding> raises() {
        return findings.stream()
                .filter(finding -> !finding.holds() && finding.rule().cap() == level)
                .toList();
    }
}
