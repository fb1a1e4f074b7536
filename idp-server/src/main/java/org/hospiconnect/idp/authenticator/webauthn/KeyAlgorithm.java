package org.hospiconnect.idp.authenticator.webauthn;

/** Signature algorithms of keys; {@code cose} is their number in the registry of COSE. */
enum KeyAlgorithm {
    ES256(-7),
    EDDSA(-8),
    ES384(-35),
    ES512(-36),
    RS256(-257);

    private final int cose;

    KeyAlgorithm(int cose) {
        this.cose = cose;
    }

    int cose() {
        return cose;
    }
}
