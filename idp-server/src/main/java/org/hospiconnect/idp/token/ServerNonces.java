package org.hospiconnect.idp.token;

/** Nonces that proofs must carry (RFC 9449 §8): the same on all nodes, changed every minute, good for three. */
interface ServerNonces {

    String current();

    boolean isGood(String nonce);
}
