package org.hospiconnect.idp.directory;

/** A code of a national terminology with the OID of the terminology and its French label. */
public record CodedValue(String code, String oid, String label) {}
