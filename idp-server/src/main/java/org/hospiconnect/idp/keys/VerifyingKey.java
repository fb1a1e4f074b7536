package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;

/** A published key; its verifier is made once and serves all threads. */
public record VerifyingKey(JWSAlgorithm algorithm, JWSVerifier verifier) {}
