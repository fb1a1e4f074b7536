package org.hospiconnect.journeys;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A development FIDO root that vouches for software authenticators. */
public record FidoRoot(PrivateKey key, X509Certificate certificate) {

    /** id-fido-gen-ce-aaguid, WebAuthn L3 §8.2.1. */
    private static final ASN1ObjectIdentifier AAGUID = new ASN1ObjectIdentifier("1.3.6.1.4.1.45724.1.1.4");

    private static final Duration LEEWAY = Duration.ofMinutes(1);
    private static final Duration LIFE = Duration.ofDays(365);

    /** From a PKCS#12 file, as the identity provider makes it outside production. */
    public static FidoRoot read(Path file, String password) {
        try (var content = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(content, password.toCharArray());
            String alias = Collections.list(store.aliases()).getFirst();
            return new FidoRoot((PrivateKey) store.getKey(alias, password.toCharArray()), (X509Certificate)
                    store.getCertificate(alias));
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException("cannot read " + file, unreadable);
        }
    }

    /** An attestation certificate as WebAuthn L3 §8.2.1 wants it. */
    X509Certificate attest(PublicKey attestationKey, byte[] aaguid) {
        try {
            Instant now = Clock.systemUTC().instant();
            var builder = new JcaX509v3CertificateBuilder(
                    new JcaX509CertificateHolder(certificate).getSubject(),
                    BigInteger.valueOf(now.toEpochMilli()),
                    Date.from(now.minus(LEEWAY)),
                    Date.from(now.plus(LIFE)),
                    new X500Name("C=FR,O=FIDO FICTIF,OU=Authenticator Attestation,CN=Software key"),
                    attestationKey);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(AAGUID, false, new DEROctetString(aaguid));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (IOException | GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException("cannot make an attestation certificate", impossible);
        }
    }

    @Override
    public String toString() {
        return "FidoRoot[" + certificate.getSubjectX500Principal() + "]";
    }
}
