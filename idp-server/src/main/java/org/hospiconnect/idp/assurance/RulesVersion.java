package org.hospiconnect.idp.assurance;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The texts of the référentiel that the rules are read from.
 *
 * @implNote the day on which version 2 takes effect is a setting: it was a draft when this was written
 */
public enum RulesVersion {
    V1("RIE 1.0", Optional.of(LocalDate.of(2022, 6, 1))),
    V2("RIE 2b.0.k", Optional.empty());

    private final String text;
    private final Optional<LocalDate> inForceFrom;

    RulesVersion(String text, Optional<LocalDate> inForceFrom) {
        this.text = text;
        this.inForceFrom = inForceFrom;
    }

    /** As people cite it. */
    public String text() {
        return text;
    }

    /** Empty while it is a draft. */
    Optional<LocalDate> inForceFrom() {
        return inForceFrom;
    }
}
