package org.hospiconnect.idp.assurance;

import java.time.Instant;
import java.util.List;

/**
 * What a session's proofs amount to now, and why.
 *
 * @param proof the one that decides
 * @param scheme what the hospital declared of that kind of means
 * @param findings every rule that was asked, in the order of the table
 */
public record Assessment(
        Proof proof,
        Level level,
        boolean phishingResistant,
        RulesVersion version,
        Scheme scheme,
        List<Finding> findings) {

    public Assessment {
        findings = List.copyOf(findings);
    }

    /** Authentication method references, RFC 8176; several factors only where they are believed. */
    public List<String> amr() {
        return level == Level.SINGLE_FACTOR
                ? proof.amr().stream().filter(word -> !word.equals("mfa")).toList()
                : proof.amr();
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
