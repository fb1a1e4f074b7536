package org.hospiconnect.idp.assurance;

/** What is publicly known against a model of authenticator. */
public enum ModelFlaw {
    /** Revoked, or its keys can be extracted, or its makers' attestation key is out. */
    KEY_COMPROMISED,
    /** It can be used without its holder being verified. */
    VERIFICATION_BYPASSED;

    boolean isOfTheKey() {
        return this == KEY_COMPROMISED;
    }

    boolean isOfTheVerification() {
        return this == VERIFICATION_BYPASSED;
    }
}
