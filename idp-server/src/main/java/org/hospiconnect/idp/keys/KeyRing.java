package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;

/** The keys that sign tokens. */
public interface KeyRing {

    /** The one that signs now, with its private half; {@link IllegalStateException} when no such algorithm is kept. */
    JWK active(JWSAlgorithm algorithm);

    /** What relying applications verify with, public halves only: next, active and retiring. */
    JWKSet published();
}
