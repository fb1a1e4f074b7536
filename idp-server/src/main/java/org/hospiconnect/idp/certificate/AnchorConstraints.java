package org.hospiconnect.idp.certificate;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/**
 * What a trusted authority's own certificate allows below it (RFC 5937): Java checks the constraints of a path's certificates, never
 * those of its anchor, and refuses a {@code TrustAnchor} that brings some.
 */
final class AnchorConstraints {

    private static final int KEY_CERT_SIGN = 5;
    private static final int NO_AUTHORITY = -1;

    private AnchorConstraints() {}

    /** @param path below the anchor, the client's own certificate first */
    static boolean allow(X509Certificate anchor, List<X509Certificate> path) {
        boolean[] usage = anchor.getKeyUsage();
        if (usage != null && !usage[KEY_CERT_SIGN]) {
            return false;
        }
        long below = path.stream().skip(1).filter(one -> !isSelfIssued(one)).count();
        return anchor.getBasicConstraints() != NO_AUTHORITY
                && below <= anchor.getBasicConstraints()
                && names(anchor)
                        .map(constraints -> namesAllow(constraints, path))
                        .orElse(true);
    }

    private static boolean namesAllow(NameConstraints constraints, List<X509Certificate> path) {
        var validator = new PKIXNameConstraintValidator();
        Optional.ofNullable(constraints.getPermittedSubtrees()).ifPresent(validator::intersectPermittedSubtree);
        Optional.ofNullable(constraints.getExcludedSubtrees())
                .ifPresent(trees -> Arrays.stream(trees).forEach(validator::addExcludedSubtree));
        try {
            for (X509Certificate certificate : path) {
                // RFC 5280 §6.1.3 (b): the last of the path always, others unless self-issued
                if (certificate.equals(path.getFirst()) || !isSelfIssued(certificate)) {
                    check(validator, certificate);
                }
            }
            return true;
        } catch (NameConstraintValidatorException | IllegalArgumentException _) { // not allowed, or not readable
            return false;
        }
    }

    private static void check(PKIXNameConstraintValidator validator, X509Certificate certificate)
            throws NameConstraintValidatorException {
        var subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        validator.checkPermittedDN(subject);
        validator.checkExcludedDN(subject);
        Optional<GeneralNames> alternative =
                extension(certificate, Extension.subjectAlternativeName).map(GeneralNames::getInstance);
        GeneralName[] names = alternative.map(GeneralNames::getNames).orElseGet(() -> addresses(subject));
        for (GeneralName name : names) {
            validator.checkPermitted(name);
            validator.checkExcluded(name);
        }
    }

    /** RFC 5280 §4.2.1.10: without an alternative name, an address in the subject is held to the constraints. */
    private static GeneralName[] addresses(X500Name subject) {
        return Arrays.stream(subject.getRDNs(BCStyle.EmailAddress))
                .map(part -> new GeneralName(
                        GeneralName.rfc822Name, part.getFirst().getValue().toString()))
                .toArray(GeneralName[]::new);
    }

    private static Optional<NameConstraints> names(X509Certificate anchor) {
        return extension(anchor, Extension.nameConstraints).map(NameConstraints::getInstance);
    }

    private static Optional<byte[]> extension(
            X509Certificate certificate, org.bouncycastle.asn1.ASN1ObjectIdentifier name) {
        return Optional.ofNullable(certificate.getExtensionValue(name.getId()))
                .map(value -> ASN1OctetString.getInstance(value).getOctets());
    }

    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }
}
