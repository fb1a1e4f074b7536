package org.hospiconnect.dpi.dmp;

import java.util.List;
import java.util.Optional;

/** What came of opening a patient's DMP. */
sealed interface DmpOutcome {

    record Opened(List<DmpDocument> documents) implements DmpOutcome {

        public Opened {
            documents = List.copyOf(documents);
        }
    }

    /** {@code code} and {@code reference}: the refuser's own word and number, for the help desk. */
    record Refused(String refuser, String code, Optional<String> reference, Sentence sentence) implements DmpOutcome {}

    /** Could not tell: nobody answered, or not in the agreed language. */
    record OutOfReach(String what) implements DmpOutcome {}

    /** The session at the provider has ended. */
    record SignInAgain(String code) implements DmpOutcome {}

    /** What was refused, and what helps. */
    record Sentence(String what, String advice, Remedy remedy) {}

    enum Remedy {
        NONE,
        STRONGER_PROOF,
        SIGN_IN_AGAIN
    }
}
