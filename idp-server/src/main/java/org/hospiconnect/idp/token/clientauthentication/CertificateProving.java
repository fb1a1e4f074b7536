package org.hospiconnect.idp.token.clientauthentication;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.hospiconnect.idp.certificate.TrustedChains;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.token.ClientKeySets;
import org.hospiconnect.idp.token.TokenRefusal;

/** Clients that the certificate of the connection proves (RFC 8705 §2); possession of its key was proved in the handshake. */
record CertificateProving(String method, Check check, Clock clock) implements ClientProving {

    /** Is this chain the one that the client registered? */
    interface Check {

        boolean isOf(RelyingApplication client, List<X509Certificate> chain, Instant now);
    }

    @Override
    public ClientProof.Way way() {
        return ClientProof.Way.NAME;
    }

    @Override
    public Optional<TokenRefusal> refusal(RelyingApplication client, ClientProof proof) {
        List<X509Certificate> chain = proof.call().possession().chain();
        boolean right = !chain.isEmpty() && check.isOf(client, chain, clock.instant());
        return right ? Optional.empty() : Optional.of(TokenRefusal.CERTIFICATE_WRONG);
    }

    /** §2.1: an authority vouches for the subject that was registered. */
    static Check bySubject(TrustedChains authorities) {
        return (client, chain, now) -> client.keys()
                        .tlsSubjectDn()
                        .filter(name ->
                                new X500Principal(name).equals(chain.getFirst().getSubjectX500Principal()))
                        .isPresent()
                && authorities.isClient(chain, now);
    }

    /** §2.2: the certificate itself was registered; nobody vouches for it. */
    static Check byRegistration(ClientKeySets keySets) {
        return (client, chain, now) -> isValidAt(chain.getFirst(), now)
                && keySets.find(client, set -> has(set, chain.getFirst()))
                        .filter(set -> has(set, chain.getFirst()))
                        .isPresent();
    }

    private static boolean has(JWKSet set, X509Certificate shown) {
        return set.getKeys().stream().anyMatch(key -> is(key, shown));
    }

    private static boolean is(JWK key, X509Certificate shown) {
        try {
            return key.getX509CertChain() != null
                    && !key.getX509CertChain().isEmpty()
                    && java.util.Arrays.equals(key.getX509CertChain().getFirst().decode(), shown.getEncoded());
        } catch (CertificateEncodingException _) {
            return false;
        }
    }

    private static boolean isValidAt(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return true;
        } catch (CertificateExpiredException | CertificateNotYetValidException _) {
            return false;
        }
    }
}
