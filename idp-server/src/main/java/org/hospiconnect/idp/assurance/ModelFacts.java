package org.hospiconnect.idp.assurance;

import java.util.Optional;

/**
 * What is said of a model of authenticator now.
 *
 * @param flaw that is publicly known
 * @param certification by FIDO; it may be taken away
 */
public record ModelFacts(Optional<ModelFlaw> flaw, Certification certification) {

    public static final ModelFacts UNKNOWN = new ModelFacts(Optional.empty(), Certification.NONE);

    /** Nothing is doubted. */
    static final ModelFacts BEST = new ModelFacts(Optional.empty(), Certification.L3_PLUS);
}
