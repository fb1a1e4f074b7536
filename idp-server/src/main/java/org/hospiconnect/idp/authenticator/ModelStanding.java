package org.hospiconnect.idp.authenticator;

import java.util.Optional;
import org.hospiconnect.idp.assurance.ModelFlaw;

/** What whoever certifies a model says of it now. */
public enum ModelStanding {
    /** Nobody says anything of it. */
    UNLISTED,
    GOOD,
    /** Its maker has newer firmware that mends something. */
    UPDATE_ADVISED,
    /** A word that this version does not know, or an entry that can't be read: nobody new gets such a means, who has one goes on. */
    UNCLEAR,
    /** Its keys can be used without their holder being verified. */
    BYPASSED,
    /** Its keys can be had without their holder, or its attestation by others. */
    COMPROMISED,
    REVOKED;

    /** For the rules of levels; UNCLEAR is none: who has one goes on. */
    Optional<ModelFlaw> flaw() {
        return switch (this) {
            case BYPASSED -> Optional.of(ModelFlaw.VERIFICATION_BYPASSED);
            case COMPROMISED, REVOKED -> Optional.of(ModelFlaw.KEY_COMPROMISED);
            case UNLISTED, GOOD, UPDATE_ADVISED, UNCLEAR -> Optional.empty();
        };
    }

    /** Means of such a model prove less than they were enrolled for. */
    public boolean isLowered() {
        return flaw().isPresent();
    }
}
