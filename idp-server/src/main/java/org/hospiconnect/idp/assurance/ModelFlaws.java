package org.hospiconnect.idp.assurance;

import java.util.Optional;

/** What is known of models at this moment; asked at each assessment, so that what becomes known lowers at once. */
public interface ModelFlaws {

    /** {@code model} as the means has it: an AAGUID. */
    Optional<ModelFlaw> of(String kind, String model);
}
