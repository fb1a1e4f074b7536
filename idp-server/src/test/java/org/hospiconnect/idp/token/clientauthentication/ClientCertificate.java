package org.hospiconnect.idp.token.clientauthentication;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key and its certificate, its authority's behind it when it has one. */
public record ClientCertificate(PrivateKey key, List<X509Certificate> chain) {

    public static final Duration YEAR = Duration.ofDays(365);

    static ClientCertificate authority(String name) {
        KeyPair pair = pair();
        return new ClientCertificate(
                pair.getPrivate(), List.of(certificate(new Order(name, name, true, YEAR), pair, pair.getPrivate())));
    }

    public static ClientCertificate selfSigned(String name, Duration left) {
        KeyPair pair = pair();
        return new ClientCertificate(
                pair.getPrivate(), List.of(certificate(new Order(name, name, false, left), pair, pair.getPrivate())));
    }

    public ClientCertificate issue(String name, Duration left) {
        KeyPair pair = pair();
        String issuer = own().getSubjectX500Principal().getName();
        var own = certificate(new Order(name, issuer, false, left), pair, key);
        return new ClientCertificate(
                pair.getPrivate(), Stream.concat(Stream.of(own), chain.stream()).toList());
    }

    X509Certificate own() {
        return chain.getFirst();
    }

    KeyStore store() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("key", key, new char[0], chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | java.io.IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** RFC 4514 writes the last part first. */
    private static X500Name name(String written) {
        return X500Name.getInstance(new X500Principal(written).getEncoded());
    }

    private record Order(String name, String issuer, boolean authority, Duration left) {}

    private static X509Certificate certificate(Order order, KeyPair pair, PrivateKey signer) {
        Instant now = Instant.now();
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    name(order.issuer()),
                    BigInteger.valueOf(now.toEpochMilli()),
                    Date.from(now.minus(Duration.ofDays(30))),
                    Date.from(now.plus(order.left())),
                    name(order.name()),
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(order.authority()));
            if (!order.authority()) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
