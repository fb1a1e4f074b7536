package org.hospiconnect.idp.directory;

/** Somebody who could work here no longer can: told within the transaction that changes the person. */
public record PersonLeft(PersonId person) {}
