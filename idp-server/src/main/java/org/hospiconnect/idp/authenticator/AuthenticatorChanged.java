package org.hospiconnect.idp.authenticator;

/** A means was suspended, revoked or taken back into use: told within the transaction that changes it. */
public record AuthenticatorChanged(String id) {}
