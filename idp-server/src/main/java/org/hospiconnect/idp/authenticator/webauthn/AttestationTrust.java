package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.anchor.TrustAnchorRepository;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.statement.AttestationCertificatePath;
import com.webauthn4j.data.attestation.statement.CertificateBaseAttestationStatement;
import com.webauthn4j.data.attestation.statement.FIDOU2FAttestationStatement;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.DefaultCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.exception.VerificationException;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.hospiconnect.idp.authenticator.KeyModel;
import org.hospiconnect.idp.value.Bytes;

/**
 * Does a verified attestation statement chain to a root that we trust?
 *
 * @param ours roots of this deployment, for any model; read at each enrolment: they are rare, and a root that was added counts at once
 */
record AttestationTrust(Supplier<Stream<X509Certificate>> ours) {

    /** What a statement is worth, and whether only FIDO's list of models says so. */
    record Judged(Attestation attestation, boolean byList) {}

    /** The statement's own signature was verified before: here only its chain is judged. */
    Judged judge(AttestationObject attestation, Optional<KeyModel> model, Instant now) {
        Optional<CertificateBaseAttestationStatement> statement = Optional.ofNullable(
                        attestation.getAttestationStatement())
                .filter(CertificateBaseAttestationStatement.class::isInstance)
                .map(CertificateBaseAttestationStatement.class::cast)
                .filter(AttestationTrust::hasCertificates);
        if (statement.isEmpty()) {
            return new Judged(Attestation.ABSENT, false);
        }
        AAGUID named = Optional.ofNullable(attestation.getAuthenticatorData().getAttestedCredentialData())
                .map(data -> data.getAaguid())
                .orElse(AAGUID.ZERO);
        if (named.equals(AAGUID.ZERO) && !(statement.get() instanceof FIDOU2FAttestationStatement)) {
            return new Judged(Attestation.UNTRUSTED, false); // it says of which model nothing is
        }
        if (chains(statement.get(), ours.get(), now)) {
            return new Judged(Attestation.TRUSTED, false);
        }
        var listed = model.stream().flatMap(known -> known.roots().stream()).map(AttestationTrust::certificate);
        boolean byList = chains(statement.get(), listed.flatMap(Optional::stream), now);
        return new Judged(byList ? Attestation.TRUSTED : Attestation.UNTRUSTED, byList);
    }

    private static boolean chains(
            CertificateBaseAttestationStatement statement, Stream<X509Certificate> roots, Instant now) {
        List<X509Certificate> known = roots.toList();
        // FIDO's list may name the very certificate that attests
        var own = Optional.ofNullable(statement.getX5c())
                .map(AttestationCertificatePath::getEndEntityAttestationCertificate)
                .map(attesting -> attesting.getCertificate());
        if (own.filter(known::contains).filter(one -> isValid(one, now)).isPresent()) {
            return true;
        }
        var anchors = known.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
        try {
            new DefaultCertPathTrustworthinessVerifier(new Anchors(anchors)).verify(AAGUID.ZERO, statement, now);
            return true;
        } catch (VerificationException chainsToNothing) {
            return false;
        }
    }

    private static boolean isValid(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    private static boolean hasCertificates(CertificateBaseAttestationStatement statement) {
        return Optional.ofNullable(statement.getX5c())
                .filter(path -> !path.isEmpty())
                .map(AttestationCertificatePath::getEndEntityAttestationCertificate)
                .isPresent();
    }

    // one that can't be read vouches for nothing
    static Optional<X509Certificate> certificate(Bytes der) {
        try {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der.toArray())));
        } catch (CertificateException malformed) {
            return Optional.empty();
        }
    }

    private record Anchors(Set<TrustAnchor> all) implements TrustAnchorRepository {

        @Override
        public Set<TrustAnchor> find(AAGUID model) {
            return all;
        }

        @Override
        public Set<TrustAnchor> find(byte[] keyIdentifier) {
            return all;
        }
    }
}
