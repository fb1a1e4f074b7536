package org.hospiconnect.idp.token.dmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.hospiconnect.idp.keys.StructureSeal;

/** A fictional IGC and the ORG SIGN certificate of a fictional structure, made once for a test class. */
final class SealFixture {

    static final String SUBJECT =
            "C=FR, ST=Valmont (99), O=CH FICTIF DE VALMONT, OU=1990000115, CN=DPI \\, cachet d'été";

    private final KeyPair authorityKey = pair();
    private final X500Name authorityName = new X500Name("C=FR, O=IGC FICTIVE, CN=AUTORITE FICTIVE");
    private final X509Certificate authority = certificate(authorityName, authorityKey, true);
    private final StructureSeal seal = seal("1990000115", SUBJECT);

    StructureSeal seal() {
        return seal;
    }

    StructureSeal seal(String structIdNat, String subject) {
        KeyPair key = pair();
        return new StructureSeal(
                structIdNat, key.getPrivate(), Optional.empty(), certificate(new X500Name(subject), key, false));
    }

    Path authorityPem(Path folder) throws IOException {
        return Files.writeString(folder.resolve("authority.pem"), pem(authority));
    }

    private X509Certificate certificate(X500Name subject, KeyPair key, boolean isAuthority) {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    authorityName,
                    new BigInteger(64, new java.security.SecureRandom()),
                    Date.from(now),
                    Date.from(now.plus(3650, ChronoUnit.DAYS)),
                    subject,
                    key.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
            var signer = new JcaContentSignerBuilder("SHA256withRSA").build(authorityKey.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (GeneralSecurityException | OperatorCreationException broken) {
            throw new IllegalStateException(broken);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
