package org.hospiconnect.dpi.chart;

import java.time.Duration;
import java.time.Instant;
import org.hospiconnect.dpi.signin.Assurance;
import org.hospiconnect.dpi.signin.Proof;

/** Is this sign-in the proof that the draft asked for? */
enum FreshProof {
    GOOD,
    OTHER_PERSON,
    TOO_WEAK,
    TOO_OLD,
    USED_UP;

    /** Clocks of provider and DPI may differ by this much. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    static FreshProof of(PrescriptionDraft draft, Proof person, Instant now, Duration life) {
        if (!person.subject().equals(draft.subject())) {
            return OTHER_PERSON;
        }
        // a provider may ignore max_age: what counts is what the token says (OpenID Connect Core §3.1.3.7, step 13)
        if (person.at().isBefore(draft.askedAt()) || person.at().isAfter(now.plus(SKEW))) {
            return TOO_OLD;
        }
        if (!person.assurance().reaches(Assurance.SUBSTANTIAL)) {
            return TOO_WEAK;
        }
        return person.at().plus(life).isBefore(now) ? USED_UP : GOOD;
    }
}
