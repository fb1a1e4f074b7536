package org.hospiconnect.idp.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that takes certificates back. */
public record ExampleRevocations(PrivateKey key, X509Certificate authority) {

    /** That of a development folder. */
    public static ExampleRevocations of(java.nio.file.Path folder) {
        try (var file = java.nio.file.Files.newInputStream(folder.resolve("development/authority.p12"))) {
            char[] password = DevelopmentAuthority.PASSWORD.toCharArray();
            var store = KeyStore.getInstance("PKCS12");
            store.load(file, password);
            String alias = Collections.list(store.aliases()).getFirst();
            return new ExampleRevocations(
                    (PrivateKey) store.getKey(alias, password), (X509Certificate) store.getCertificate(alias));
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Its list, DER. */
    public byte[] list(Instant from, Instant until, BigInteger... revoked) {
        try {
            var builder = new X509v2CRLBuilder(name(), Date.from(from));
            builder.setNextUpdate(Date.from(until));
            for (BigInteger serial : revoked) {
                builder.addCRLEntry(serial, Date.from(from), CRLReason.keyCompromise);
            }
            return builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(key))
                    .getEncoded();
        } catch (IOException | OperatorCreationException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A certificate that names where its list is. */
    public X509Certificate naming(String address, Instant now) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            var builder = new JcaX509v3CertificateBuilder(
                    name(),
                    BigInteger.valueOf(4711),
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(Duration.ofDays(1))),
                    new X500Name("CN=signer"),
                    pair.getPublic());
            var names = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, address));
            builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                new DistributionPoint(new DistributionPointName(names), null, null)
            }));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(key)));
        } catch (IOException | OperatorCreationException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public TrustedChains trusted() {
        return new TrustedChains(List.of(authority).stream());
    }

    private X500Name name() throws GeneralSecurityException {
        return new JcaX509CertificateHolder(authority).getSubject();
    }
}
