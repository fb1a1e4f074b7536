package org.hospiconnect.idp.token.possession;

import java.time.Duration;

/** Nonces that proofs must carry (RFC 9449 §8): the same on all nodes, changed every minute, good for three. */
public interface ServerNonces {

    /** After it a nonce is no longer good, whenever it was asked. */
    Duration LIFE = Duration.ofMinutes(3);

    String current();

    boolean isGood(String nonce);
}
