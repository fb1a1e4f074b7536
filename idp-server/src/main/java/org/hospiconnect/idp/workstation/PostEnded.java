package org.hospiconnect.idp.workstation;

/** A post is none any more: told within the transaction that ends it. */
public record PostEnded(String post) {}
