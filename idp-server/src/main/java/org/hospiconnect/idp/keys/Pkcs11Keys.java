package org.hospiconnect.idp.keys;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys inside a PKCS#11 token, by label. */
final class Pkcs11Keys {

    /** Nobody verifies it: Java finds a private key in a token by its certificate. */
    private static final Instant CERTIFICATE_END = Instant.parse("9999-12-31T23:59:59Z");

    private static final Logger LOG = LoggerFactory.getLogger(Pkcs11Keys.class);

    private Pkcs11Keys() {}

    static SecretKey secret(Pkcs11Token.Open token, String label) {
        return find(token, label)
                .filter(SecretKey.class::isInstance)
                .map(SecretKey.class::cast)
                .filter(key -> key.getAlgorithm().equals("AES"))
                .orElseThrow(() -> new IllegalStateException(
                        "hospiconnect.keys.pkcs11.key-encryption-key: the token has no AES key labelled " + label));
    }

    static PrivateKey signing(Pkcs11Token.Open token, String kid) {
        return find(token, kid)
                .filter(PrivateKey.class::isInstance)
                .map(PrivateKey.class::cast)
                .orElseThrow(() -> new IllegalStateException(
                        "the PKCS#11 token does not have the signing key " + kid + " (hospiconnect.keys.pkcs11)"));
    }

    static KeyPair generate(Pkcs11Token.Open token, String algorithm, AlgorithmParameterSpec size) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm, token.provider());
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException | ProviderException refused) {
            throw new IllegalStateException("the PKCS#11 token makes no " + algorithm + " key", refused);
        }
    }

    /** From here on it outlives the connection to the token. */
    static void keep(Pkcs11Token.Open token, String kid, KeyPair pair) {
        try {
            Certificate[] carrier = {certificate(token.provider(), kid, pair)};
            token.keys().setKeyEntry(kid, pair.getPrivate(), null, carrier);
        } catch (GeneralSecurityException | OperatorCreationException | IOException | ProviderException refused) {
            throw new IllegalStateException("the PKCS#11 token keeps no key", refused);
        }
    }

    static boolean has(Pkcs11Token.Open token, String kid) {
        return find(token, kid).isPresent();
    }

    /** A token that does not answer may have it. */
    static boolean mayHave(Pkcs11Token.Open token, String kid) {
        try {
            return find(token, kid).isPresent();
        } catch (ProviderException | IllegalStateException _) {
            return true;
        }
    }

    /** False when the token does not let go of it, or is away: it is asked again. */
    static boolean remove(Pkcs11Token.Open token, String kid) {
        try {
            if (find(token, kid).isPresent()) {
                token.keys().deleteEntry(kid);
                LOG.atInfo().addKeyValue("kid", kid).log("private key destroyed in the PKCS#11 token");
            }
            return true;
        } catch (KeyStoreException | ProviderException | IllegalStateException refused) {
            LOG.atWarn()
                    .addKeyValue("kid", kid)
                    .addKeyValue("cause", refused.getMessage())
                    .log("the PKCS#11 token does not let go of a key");
            return false;
        }
    }

    // another node may have made it after this one opened the token
    private static Optional<Key> find(Pkcs11Token.Open token, String label) {
        try {
            if (!token.keys().containsAlias(label)) {
                token.keys().load(null, null);
            }
            return Optional.ofNullable(token.keys().getKey(label, null));
        } catch (GeneralSecurityException | IOException refused) {
            throw new IllegalStateException("the PKCS#11 token does not show the key " + label, refused);
        }
    }

    private static X509Certificate certificate(Provider provider, String kid, KeyPair pair)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var name = new X500Name("CN=" + kid);
        boolean curve = pair.getPublic().getAlgorithm().equals("EC");
        var signer = new JcaContentSignerBuilder(curve ? "SHA256withECDSA" : "SHA256withRSA")
                .setProvider(provider)
                .build(pair.getPrivate());
        var builder = new JcaX509v3CertificateBuilder(
                name, BigInteger.ONE, Date.from(Instant.EPOCH), Date.from(CERTIFICATE_END), name, pair.getPublic());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
