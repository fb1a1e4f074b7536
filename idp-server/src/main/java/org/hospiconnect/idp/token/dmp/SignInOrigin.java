package org.hospiconnect.idp.token.dmp;

/** Where the two factors behind a session were checked; the DMP's authentication mode follows from it. */
enum SignInOrigin {
    /** By the establishment itself: AIR simplifié. */
    LOCAL_2FA,
    /** By Pro Santé Connect: AIR. */
    PSC
}
