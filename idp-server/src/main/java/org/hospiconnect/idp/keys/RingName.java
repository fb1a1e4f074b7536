package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JWSAlgorithm;

/** One ring: a purpose and an algorithm. */
public record RingName(KeyPurpose purpose, JWSAlgorithm algorithm) {

    /** As applications and operators write it: {@code ES256}. */
    public String algorithmName() {
        return algorithm.getName();
    }
}
