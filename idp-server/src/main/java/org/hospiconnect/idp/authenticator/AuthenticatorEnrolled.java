package org.hospiconnect.idp.authenticator;

/** Somebody got a means: told within the transaction that adds it. */
public record AuthenticatorEnrolled(String id, String kind) {}
