package org.hospiconnect.idp.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chains of client certificates up to named authorities (RFC 5280 §6), as they were presented: nothing is fetched and no other
 * path is searched. What an authority's own certificate says of names and depth below it counts. Revocation is not asked: a registration is disabled instead.
 */
public final class TrustedChains {

    private static final int LONGEST = 5;
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private final Set<TrustAnchor> anchors;

    /**
     * Takes the authorities of these files.
     *
     * @param authorities PEM files, one or more certificates each
     */
    public TrustedChains(List<Path> authorities) {
        this.anchors = authorities.stream()
                .flatMap(file -> read(file).stream())
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * May this be a client, now?
     *
     * @param chain the client's own first
     */
    public boolean isClient(List<X509Certificate> chain, Instant at) {
        if (anchors.isEmpty() || chain.isEmpty() || chain.size() > LONGEST) {
            return false;
        }
        try {
            List<String> purposes = chain.getFirst().getExtendedKeyUsage();
            if (purposes == null || !(purposes.contains(CLIENT) || purposes.contains(ANY_PURPOSE))) {
                return false;
            }
            var parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            List<X509Certificate> below = withoutAnchors(chain);
            var path = CertificateFactory.getInstance("X.509").generateCertPath(below);
            return CertPathValidator.getInstance("PKIX").validate(path, parameters)
                            instanceof PKIXCertPathValidatorResult found
                    && !below.isEmpty()
                    && AnchorConstraints.allow(found.getTrustAnchor().getTrustedCert(), below);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private List<X509Certificate> withoutAnchors(List<X509Certificate> chain) {
        return chain.stream()
                .filter(certificate ->
                        anchors.stream().noneMatch(anchor -> certificate.equals(anchor.getTrustedCert())))
                .toList();
    }

    private static List<X509Certificate> read(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("no certificate in " + file, unusable);
        }
    }
}
