package org.hospiconnect.idp.workstation;

/** Why a browser is not the post that it would be. */
enum PostRefusal {
    /** Typed: no such code, or it was used, has expired, or a newer one replaced it. */
    CODE_UNKNOWN,
    TOO_MANY_ATTEMPTS,
    /** Shown: no cookie of ours. */
    COOKIE_UNKNOWN,
    POST_ENDED,
    /** From outside of the post's ranges, or from another zone than the one where it was enrolled. */
    OTHER_ADDRESS,
    /** Another browser went on with its cookie. */
    STALE
}
