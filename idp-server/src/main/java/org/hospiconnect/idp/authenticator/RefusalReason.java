package org.hospiconnect.idp.authenticator;

/** Why a ceremony was refused; the trail keeps it, the person sees a sentence and a reference number. */
public enum RefusalReason {
    MALFORMED,
    TOO_MANY_ATTEMPTS,
    CHALLENGE_UNKNOWN,
    CHALLENGE_EXPIRED,
    CHALLENGE_OF_ANOTHER,
    UNKNOWN_AUTHENTICATOR,
    AUTHENTICATOR_NOT_USABLE,
    OTHER_OWNER,
    WRONG_ORIGIN,
    WRONG_RELYING_PARTY,
    USER_NOT_PRESENT,
    USER_NOT_VERIFIED,
    SIGNATURE_INVALID,
    COUNTER_WENT_BACK,
    ALGORITHM_NOT_OFFERED,
    ATTESTATION_INVALID,
    ATTESTATION_MISSING,
    MODEL_NOT_ALLOWED,
    MODEL_COMPROMISED,
    KEY_NOT_DEVICE_BOUND,
    METADATA_STALE,
    ALREADY_ENROLLED,
    PERSON_NOT_ACTIVE,
    /** A right proof by a key that the class of the post does not take. */
    NOT_SERVING_HERE,
    GIVEN_UP,
    /** The last five: by the browser, which says so itself. */
    KEY_CANNOT_VERIFY,
    KEY_NOT_SUPPORTED,
    PAGE_NOT_TRUSTED,
    CHALLENGE_NOT_GIVEN,
    BROWSER_FAILED
}
