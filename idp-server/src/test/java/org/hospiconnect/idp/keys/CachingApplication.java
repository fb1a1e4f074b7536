package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;

/** A relying application that keeps the published keys to the last second that it may, and never asks in between. */
final class CachingApplication {

    private final KeyNode provider;
    private JWKSet kept = new JWKSet();
    private Instant until = Instant.MIN;

    CachingApplication(KeyNode provider) {
        this.provider = provider;
    }

    boolean verifies(SignedJWT token, Instant now) {
        if (!now.isBefore(until)) {
            kept = provider.ring().published();
            until = now.plus(provider.ring().publishedFor());
        }
        JWK key = kept.getKeyByKeyId(token.getHeader().getKeyID());
        try {
            var verifier = key instanceof OctetKeyPair pair
                    ? new EdDsa.Verifier(Ed25519Keys.publicKey(pair), new com.nimbusds.jose.jca.JCAContext())
                    : new DefaultJWSVerifierFactory()
                            .createJWSVerifier(token.getHeader(), ((AsymmetricJWK) key).toPublicKey());
            return SignedJWT.parse(token.serialize()).verify(verifier);
        } catch (JOSEException | ParseException broken) {
            throw new AssertionError(broken);
        }
    }
}
