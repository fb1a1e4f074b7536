package org.hospiconnect.idp.assurance;

import java.time.Instant;
import java.util.List;

/** What a session's proofs amount to now, with the reasons as requirement ids and words. */
public record Assessment(
        Level level, boolean phishingResistant, List<String> amr, Instant authTime, List<String> reasons) {

    public Assessment {
        amr = List.copyOf(amr);
        reasons = List.copyOf(reasons);
    }
}
