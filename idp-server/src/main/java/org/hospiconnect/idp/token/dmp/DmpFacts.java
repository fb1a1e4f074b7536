package org.hospiconnect.idp.token.dmp;

import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.session.Standing;

/**
 * What {@link DmpRules} decides on.
 *
 * @param standing session, person and application, found in good standing
 * @param situation where the person works now, see {@link Standing.Good#situation()}
 * @param at now
 */
record DmpFacts(Standing.Good standing, Optional<WorkSituation> situation, DmpRequest request, Seal seal, Instant at) {

    /** State of the structure's signing certificate. */
    enum Seal {
        /** The answer is the context, which our own key signs. */
        NOT_NEEDED,
        VALID,
        /** Expired, or not yet valid. */
        NOT_VALID,
        MISSING
    }

    Person person() {
        return standing.person();
    }

    /** Of the whole session. */
    Assessment assessment() {
        return standing.assessment();
    }
}
