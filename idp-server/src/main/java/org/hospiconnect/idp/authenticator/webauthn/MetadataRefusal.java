package org.hospiconnect.idp.authenticator.webauthn;

/** Why a BLOB was not taken; the last good one stays. */
enum MetadataRefusal {
    NOT_READ,
    MALFORMED,
    ALGORITHM,
    SIGNER_NOT_TRUSTED,
    SIGNATURE_INVALID,
    SIGNER_REVOKED,
    /** No list of revoked certificates could be had for one behind the signature. */
    REVOCATION_UNKNOWN,
    SERIAL_TOO_LOW,
    OUT_OF_DATE,
    /** The store did not take it, or what it had was not brought into force. */
    NOT_IN_FORCE
}
