package org.hospiconnect.idp.assurance;

/** What is known of models at this moment; asked at each assessment, so that what becomes known lowers at once. */
public interface KnownModels {

    /**
     * {@link ModelFacts#UNKNOWN} of a model that nobody describes.
     *
     * @param model as the means has it: an AAGUID
     */
    ModelFacts of(String kind, String model);
}
