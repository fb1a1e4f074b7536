package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The keys that sign, one ring for each purpose and algorithm. */
public interface KeyRing {

    /**
     * The one that signs now; {@code Unavailable} when this node has not heard for too long whether it was revoked. A ring that
     * nobody prepared is made.
     */
    SigningKey active(KeyPurpose purpose, JWSAlgorithm algorithm);

    /** One that verifies now: not revoked, and published still. */
    Optional<VerifyingKey> find(KeyPurpose purpose, String kid);

    /** What relying applications verify with, public halves only: next, active and retiring; not the trail's. */
    JWKSet published();

    /** How long an answer of {@link #published} may be kept: no key signs earlier than that after it was published. */
    Duration publishedFor();

    /** What can be asked of this deployment. */
    Set<JWSAlgorithm> algorithms();

    /** Has the ring made, if it isn't there yet: before the first signature is asked for, so that applications know its keys. */
    void prepare(KeyPurpose purpose, JWSAlgorithm algorithm);
}
