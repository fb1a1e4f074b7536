package org.hospiconnect.idp.authenticator;

/** What is said of models is not what it was: told within the transaction that changes it. */
public record KeyModelsChanged() {}
