package org.hospiconnect.idp.certificate;

/** What lists of revoked certificates (RFC 5280 §5) say of a chain. */
public enum Revocation {
    GOOD,
    REVOKED,
    /** For one of its certificates there is no list in force that its authority signed. */
    UNKNOWN
}
