package org.hospiconnect.idp.directory;

/** People are no longer as they were: told within the transaction that changes them. */
public record PeopleChanged(int people) {}
