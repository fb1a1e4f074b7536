package org.hospiconnect.idp.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes keys and certificates for development. */
final class CertificateIssuer {

    private static final Duration LEEWAY = Duration.ofMinutes(5);
    private static final int SERIAL_BITS = 120;

    private final SecureRandom random = new SecureRandom();
    private final Instant now;

    CertificateIssuer(Instant now) {
        this.now = now;
    }

    Issued root(Subject subject, KeyKind kind, Duration life) {
        KeyPair pair = kind.generate();
        return new Issued(
                pair.getPrivate(),
                build(new Order(subject, CertificateProfile.AUTHORITY, life), pair, Optional.empty()));
    }

    Issued issue(Issued authority, Order order) {
        KeyPair pair = KeyKind.RSA_2048.generate();
        return new Issued(pair.getPrivate(), build(order, pair, Optional.of(authority)));
    }

    private java.security.cert.X509Certificate build(Order order, KeyPair pair, Optional<Issued> authority) {
        try {
            X500Name subject = order.subject().toName();
            X500Name issuer = authority.isPresent()
                    ? new JcaX509CertificateHolder(authority.get().certificate()).getSubject()
                    : subject;
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
                    Date.from(now.minus(LEEWAY)),
                    Date.from(now.plus(order.life())),
                    subject,
                    pair.getPublic());
            var signer = authority.map(Issued::key).orElse(pair.getPrivate());
            addExtensions(builder, order.profile(), pair.getPublic());
            String algorithm = signer.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(signer)));
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException("cannot make a certificate for " + order.subject(), impossible);
        }
    }

    private static void addExtensions(X509v3CertificateBuilder builder, CertificateProfile profile, PublicKey key)
            throws GeneralSecurityException, IOException {
        boolean authority = profile == CertificateProfile.AUTHORITY;
        builder.addExtension(
                Extension.basicConstraints, true, authority ? new BasicConstraints(0) : new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, profile.usage());
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
        if (profile.purposes().length > 0) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(profile.purposes()));
        }
        if (profile.names().length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(profile.names()));
        }
    }

    /** Whose certificate, for what, for how long. */
    record Order(Subject subject, CertificateProfile profile, Duration life) {}

    enum KeyKind {
        RSA_2048("RSA", 2048),
        P_256("EC", 256);

        private final String algorithm;
        private final int size;

        KeyKind(String algorithm, int size) {
            this.algorithm = algorithm;
            this.size = size;
        }

        KeyPair generate() {
            try {
                var generator = KeyPairGenerator.getInstance(algorithm);
                generator.initialize(size);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException("every Java makes " + algorithm + " keys", missing);
            }
        }
    }
}
