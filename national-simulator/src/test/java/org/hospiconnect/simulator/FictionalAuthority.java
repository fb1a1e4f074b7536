package org.hospiconnect.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root of the tests' own, and certificates under it. */
public final class FictionalAuthority {

    private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime());

    private final KeyPair keys = keyPair();
    private final X509Certificate root;

    /** A key with its certificate. */
    public record Credential(PrivateKey key, X509Certificate certificate) {}

    private record Profile(int usage, KeyPurposeId purpose, Duration fromNow) {}

    public FictionalAuthority() {
        this.root = certificate(
                "C=FR,O=IGC FICTIVE DES TESTS",
                keys,
                new Profile(KeyUsage.keyCertSign, KeyPurposeId.anyExtendedKeyUsage, Duration.ofDays(1)));
    }

    public X509Certificate root() {
        return root;
    }

    /** ORG SIGN of a structure. */
    public Credential seal(String structure) {
        return issue(
                organisation(structure),
                new Profile(
                        KeyUsage.digitalSignature | KeyUsage.nonRepudiation,
                        KeyPurposeId.id_kp_emailProtection,
                        Duration.ofDays(1)));
    }

    /** ORG SIGN whose time has passed. */
    public Credential expiredSeal(String structure) {
        return issue(
                organisation(structure),
                new Profile(
                        KeyUsage.digitalSignature | KeyUsage.nonRepudiation,
                        KeyPurposeId.id_kp_emailProtection,
                        Duration.ofMinutes(-1)));
    }

    /** ORG AUTH_CLI of a structure. */
    public Credential client(String structure) {
        return issue(
                organisation(structure),
                new Profile(KeyUsage.digitalSignature, KeyPurposeId.id_kp_clientAuth, Duration.ofDays(1)));
    }

    /** A client certificate that names no structure. */
    public Credential clientWithoutStructure() {
        return issue(
                "C=FR,O=SANS STRUCTURE,CN=client",
                new Profile(KeyUsage.digitalSignature, KeyPurposeId.id_kp_clientAuth, Duration.ofDays(1)));
    }

    /** Writes what the identity provider's first start would leave. */
    public void writeTo(Path folder) {
        var server = issue(
                "CN=localhost",
                new Profile(KeyUsage.digitalSignature, KeyPurposeId.id_kp_serverAuth, Duration.ofDays(1)));
        try (OutputStream out = Files.newOutputStream(folder.resolve("simulator.p12"))) {
            Files.writeString(folder.resolve("authority.pem"), pem(root));
            keyStore(server).store(out, "development".toCharArray());
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public KeyStore keyStore(Credential credential) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "key", credential.key(), "development".toCharArray(), new Certificate[] {credential.certificate()});
            return store;
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String organisation(String structure) {
        return "C=FR,ST=Valmont (99),O=CH FICTIF DE VALMONT,OU=" + structure + ",CN=tests";
    }

    private Credential issue(String subject, Profile profile) {
        var own = keyPair();
        return new Credential(own.getPrivate(), certificate(subject, own, profile));
    }

    private X509Certificate certificate(String subject, KeyPair own, Profile profile) {
        try {
            var end = Instant.now().plus(profile.fromNow());
            boolean isRoot = own == keys;
            var builder = new JcaX509v3CertificateBuilder(
                            isRoot ? new X500Principal(subject) : root.getSubjectX500Principal(),
                            BigInteger.valueOf(SERIAL.incrementAndGet()),
                            Date.from(end.minus(Duration.ofDays(2))),
                            Date.from(end),
                            new X500Principal(subject),
                            own.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(isRoot))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(profile.usage()))
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
            if (!isRoot) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(profile.purpose()));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyPair keyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
