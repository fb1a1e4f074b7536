package org.hospiconnect.idp.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;
import java.util.Set;

/** EdDSA with Ed25519 (RFC 8037) by Java's own interface: Nimbus would need one more library for it. */
final class EdDsa {

    private static final String NAME = "Ed25519";
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.EdDSA);

    private EdDsa() {}

    private static Signature signature(JCAContext context) throws GeneralSecurityException {
        return context.getProvider() == null
                ? Signature.getInstance(NAME)
                : Signature.getInstance(NAME, context.getProvider());
    }

    record Signer(PrivateKey key, JCAContext context) implements JWSSigner {

        @Override
        public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
            try {
                Signature signature = signature(context);
                signature.initSign(key);
                signature.update(input);
                return Base64URL.encode(signature.sign());
            } catch (GeneralSecurityException broken) {
                throw new JOSEException("Ed25519 does not sign", broken);
            }
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return ALGORITHMS;
        }

        @Override
        public JCAContext getJCAContext() {
            return context;
        }

        @Override
        public String toString() {
            return "Signer[EdDSA]";
        }
    }

    record Verifier(PublicKey key, JCAContext context) implements JWSVerifier {

        @Override
        public boolean verify(JWSHeader header, byte[] input, Base64URL signed) {
            if (!JWSAlgorithm.EdDSA.equals(header.getAlgorithm())
                    || Optional.ofNullable(header.getCriticalParams()).isPresent()) {
                return false;
            }
            try {
                Signature signature = signature(context);
                signature.initVerify(key);
                signature.update(input);
                return signature.verify(signed.decode());
            } catch (GeneralSecurityException _) {
                return false; // no signature at all
            }
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return ALGORITHMS;
        }

        @Override
        public JCAContext getJCAContext() {
            return context;
        }
    }
}
