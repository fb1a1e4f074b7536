package org.hospiconnect.idp.assurance;

/** FIDO's certification of a model of authenticator, weakest first. */
public enum Certification {
    NONE,
    L1,
    L1_PLUS,
    L2,
    L2_PLUS,
    L3,
    L3_PLUS;

    public boolean reaches(Certification least) {
        return compareTo(least) >= 0;
    }
}
