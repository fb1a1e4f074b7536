package org.hospiconnect.journeys;

/** What a software authenticator, or the browser around it, can do wrong on demand. */
public enum Wrong {
    USER_NOT_VERIFIED,
    USER_NOT_PRESENT,
    ORIGIN,
    RP_ID,
    CHALLENGE,
    TYPE,
    CROSS_ORIGIN,
    SIGNATURE,
    COUNTER,
    USER_HANDLE,
    ALGORITHM,
    ATTESTATION_SIGNATURE
}
