package org.hospiconnect.idp.authenticator;

import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Proof;

/** Means of which a touch does where somebody is, because both of their factors were given there not long before. */
public interface Touches {

    Touches NONE = new Touches() {
        @Override
        public List<String> authenticators() {
            return List.of();
        }

        @Override
        public Optional<Proof.Touch> of(Verification.Verified by) {
            return Optional.empty();
        }
    };

    /** Their ids, those used last first. */
    List<String> authenticators();

    /** Empty when a touch of this person's means is not enough. */
    Optional<Proof.Touch> of(Verification.Verified by);
}
