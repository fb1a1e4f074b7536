package org.hospiconnect.idp.authenticator.webauthn;

import com.webauthn4j.anchor.TrustAnchorRepository;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.AttestationCertificatePath;
import com.webauthn4j.data.attestation.statement.CertificateBaseAttestationStatement;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.DefaultCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.exception.VerificationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.hospiconnect.idp.value.DataSettings;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Does a verified attestation statement chain to a FIDO root that we trust? */
@Component
class AttestationTrust {

    private final List<Path> anchors;

    AttestationTrust(WebAuthnSettings settings, DataSettings data, Environment environment) {
        boolean production = environment.acceptsProfiles(Profiles.of("production"));
        Stream<Path> development =
                production ? Stream.empty() : Stream.of(data.development().resolve("fido-root.pem"));
        this.anchors =
                Stream.concat(settings.trustAnchors().stream(), development).toList();
    }

    /** The statement's own signature was verified before: here only its chain is judged. */
    Attestation judge(AttestationObject attestation, Instant now) {
        Optional<CertificateBaseAttestationStatement> statement = Optional.ofNullable(
                        attestation.getAttestationStatement())
                .filter(CertificateBaseAttestationStatement.class::isInstance)
                .map(CertificateBaseAttestationStatement.class::cast)
                .filter(AttestationTrust::hasCertificates);
        if (statement.isEmpty()) {
            return Attestation.ABSENT;
        }
        AAGUID model = Optional.ofNullable(attestation.getAuthenticatorData().getAttestedCredentialData())
                .map(AttestedCredentialData::getAaguid)
                .orElse(AAGUID.ZERO);
        try {
            new DefaultCertPathTrustworthinessVerifier(new Anchors(read())).verify(model, statement.get(), now);
            return Attestation.TRUSTED;
        } catch (VerificationException chainsToNothing) {
            return Attestation.UNTRUSTED;
        }
    }

    private static boolean hasCertificates(CertificateBaseAttestationStatement statement) {
        return Optional.ofNullable(statement.getX5c())
                .filter(path -> !path.isEmpty())
                .map(AttestationCertificatePath::getEndEntityAttestationCertificate)
                .isPresent();
    }

    // Read at each enrolment: they are rare, and a root that was added counts at once.
    private Set<TrustAnchor> read() {
        return anchors.stream()
                .filter(Files::exists)
                .flatMap(AttestationTrust::read)
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toSet());
    }

    private static Stream<X509Certificate> read(Path file) {
        try (var pem = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (CertificateException malformed) {
            throw new IllegalStateException("not a certificate: " + file, malformed);
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
