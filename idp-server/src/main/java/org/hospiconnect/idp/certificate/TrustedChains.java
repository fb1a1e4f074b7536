package org.hospiconnect.idp.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorResult;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chains of certificates up to named authorities (RFC 5280 §6), as they were presented: nothing is fetched and no other
 * path is searched. What an authority's own certificate says of names and depth below it counts. Revocation is a question of its own,
 * {@link #revocation}: of a client it is not asked, its registration is disabled instead.
 */
public final class TrustedChains {

    private static final int LONGEST = 5;
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final Integer DNS_NAME = 2;

    private final Set<TrustAnchor> anchors;

    /**
     * Takes the authorities of these files.
     *
     * @param authorities PEM files, one or more certificates each
     */
    public TrustedChains(List<Path> authorities) {
        this(authorities.stream().flatMap(file -> read(file).stream()));
    }

    /** Takes these authorities. */
    public TrustedChains(Stream<X509Certificate> authorities) {
        this.anchors = authorities
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Subjects of the authorities (RFC 2253). */
    public Set<String> names() {
        return anchors.stream()
                .map(anchor -> anchor.getTrustedCert().getSubjectX500Principal().getName())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * May this be a client, now?
     *
     * @param chain the client's own first
     */
    public boolean isClient(List<X509Certificate> chain, Instant at) {
        if (chain.isEmpty() || chain.size() > LONGEST) {
            return false;
        }
        try {
            List<String> purposes = chain.getFirst().getExtendedKeyUsage();
            return purposes != null
                    && (purposes.contains(CLIENT) || purposes.contains(ANY_PURPOSE))
                    && endsAtAnchor(chain, at);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /**
     * May this sign in that name, now?
     *
     * @param chain the signer's own first
     * @param name one of its DNS names (RFC 5280 §4.2.1.6), exactly
     */
    public boolean isSigner(List<X509Certificate> chain, String name, Instant at) {
        if (chain.isEmpty() || chain.size() > LONGEST) {
            return false;
        }
        try {
            var names = chain.getFirst().getSubjectAlternativeNames();
            return names != null && names.contains(List.of(DNS_NAME, name)) && endsAtAnchor(chain, at);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /**
     * Was a certificate of a chain to an authority of ours revoked, as far as these lists know? Nothing is fetched.
     *
     * @param chain the signer's own first
     */
    public Revocation revocation(List<X509Certificate> chain, List<X509CRL> lists, Instant at) {
        try {
            var parameters = parameters(at);
            parameters.setRevocationEnabled(true);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
            validate(withoutAnchors(chain), parameters);
            return Revocation.GOOD;
        } catch (CertPathValidatorException refused) {
            return refused.getReason() == BasicReason.REVOKED ? Revocation.REVOKED : Revocation.UNKNOWN;
        } catch (GeneralSecurityException _) {
            return Revocation.UNKNOWN;
        }
    }

    private boolean endsAtAnchor(List<X509Certificate> chain, Instant at) {
        if (anchors.isEmpty()) {
            return false;
        }
        try {
            var parameters = parameters(at);
            parameters.setRevocationEnabled(false);
            List<X509Certificate> below = withoutAnchors(chain);
            return validate(below, parameters) instanceof PKIXCertPathValidatorResult found
                    && !below.isEmpty()
                    && AnchorConstraints.allow(found.getTrustAnchor().getTrustedCert(), below);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private PKIXParameters parameters(Instant at) throws GeneralSecurityException {
        var parameters = new PKIXParameters(anchors);
        parameters.setDate(Date.from(at));
        return parameters;
    }

    private static CertPathValidatorResult validate(List<X509Certificate> below, PKIXParameters parameters)
            throws GeneralSecurityException {
        var path = CertificateFactory.getInstance("X.509").generateCertPath(below);
        return CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    // up to an anchor, which may come as another authority signed it
    private List<X509Certificate> withoutAnchors(List<X509Certificate> chain) {
        return chain.stream()
                .takeWhile(certificate ->
                        anchors.stream().noneMatch(anchor -> isSameAuthority(certificate, anchor.getTrustedCert())))
                .toList();
    }

    private static boolean isSameAuthority(X509Certificate one, X509Certificate other) {
        return one.getSubjectX500Principal().equals(other.getSubjectX500Principal())
                && one.getPublicKey().equals(other.getPublicKey());
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
