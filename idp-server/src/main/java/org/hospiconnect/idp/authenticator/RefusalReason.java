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
    /** A right proof by a means that nothing may be opened with any more, or not yet (RIE v1 EXI 03). */
    MEANS_NOT_ACCEPTED,
    /** The next four: typed, and told to nobody which. */
    NAME_UNKNOWN,
    PASSWORD_WRONG,
    CODE_WRONG,
    /** A code of this time or a later one was accepted already (RFC 6238 §5.2). */
    CODE_USED,
    PASSWORD_WEAK,
    PASSWORD_DIFFERS,
    /** As many passwords are being checked as may be at once. */
    BUSY,
    GIVEN_UP,
    /** The last five: by the browser, which says so itself. */
    KEY_CANNOT_VERIFY,
    KEY_NOT_SUPPORTED,
    PAGE_NOT_TRUSTED,
    CHALLENGE_NOT_GIVEN,
    BROWSER_FAILED
}
