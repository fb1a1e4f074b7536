package org.hospiconnect.idp.authenticator.webauthn;

/** Why a BLOB was not taken; the last good one stays. */
enum MetadataRefusal {
    NOT_READ,
    MALFORMED,
    ALGORITHM,
    SIGNER_NOT_TRUSTED,
    SIGNATURE_INVALID,
    SERIAL_TOO_LOW,
    OUT_OF_DATE
}
