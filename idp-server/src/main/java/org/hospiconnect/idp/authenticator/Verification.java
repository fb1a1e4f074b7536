package org.hospiconnect.idp.authenticator;

import java.util.Optional;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.PersonId;

/** What came of a sign-in ceremony. */
public sealed interface Verification {

    record Verified(PersonId person, Proof proof) implements Verification {}

    /**
     * Not signed in.
     *
     * @param proved who held the means although it was refused; empty while nobody is proved
     */
    record Refused(RefusalReason reason, Optional<PersonId> proved) implements Verification {

        public Refused(RefusalReason reason) {
            this(reason, Optional.empty());
        }
    }
}
