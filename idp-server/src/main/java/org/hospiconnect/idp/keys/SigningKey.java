package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;

/** A key that signs now; its signer is made once and serves all threads. */
public record SigningKey(String kid, JWSAlgorithm algorithm, JWSSigner signer) {

    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
