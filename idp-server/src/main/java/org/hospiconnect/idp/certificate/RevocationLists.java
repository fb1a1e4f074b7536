package org.hospiconnect.idp.certificate;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Lists of revoked certificates, and where certificates say that theirs are. */
public final class RevocationLists {

    private RevocationLists() {}

    /** The lists in a file, PEM or DER; none in what can't be read. */
    public static List<X509CRL> read(byte[] file) {
        try {
            return CertificateFactory.getInstance("X.509").generateCRLs(new ByteArrayInputStream(file)).stream()
                    .map(X509CRL.class::cast)
                    .toList();
        } catch (CertificateException | CRLException malformed) {
            return List.of();
        }
    }

    /** Web addresses in a certificate (RFC 5280 §4.2.1.13): to be asked only once its chain is verified. */
    public static List<URI> addresses(X509Certificate certificate) {
        try {
            return Stream.ofNullable(certificate.getExtensionValue(Extension.cRLDistributionPoints.getId()))
                    .map(value -> ASN1OctetString.getInstance(value).getOctets())
                    .flatMap(points ->
                            Arrays.stream(CRLDistPoint.getInstance(points).getDistributionPoints()))
                    .flatMap(RevocationLists::names)
                    .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                    .map(name -> URI.create(name.getName().toString()))
                    .filter(address -> List.of("http", "https").contains(address.getScheme()))
                    .toList();
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }

    private static Stream<GeneralName> names(DistributionPoint point) {
        return Optional.ofNullable(point.getDistributionPoint())
                .filter(name -> name.getType() == DistributionPointName.FULL_NAME)
                .stream()
                .flatMap(name ->
                        Arrays.stream(GeneralNames.getInstance(name.getName()).getNames()));
    }
}
