package org.hospiconnect.idp.assurance;

/**
 * The texts of the référentiel that the rules are read from: the first is in force since 1 June 2022.
 *
 * @implNote the day on which version 2 takes effect is a setting: it was a draft when this was written
 */
public enum RulesVersion {
    V1("RIE 1.0"),
    V2("RIE 2b.0.k");

    private final String text;

    RulesVersion(String text) {
        this.text = text;
    }

    /** As people cite it. */
    public String text() {
        return text;
    }
}
