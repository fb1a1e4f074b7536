package org.hospiconnect.idp.keys;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Who signs and verifies: Amazon Corretto Crypto Provider where its binary loads, the JDK elsewhere. It is asked by name and not
 * installed, but for {@link NativeVerification}: TLS and digests stay with the JDK.
 */
@Component
class NativeCrypto {

    private static final Logger LOG = LoggerFactory.getLogger(NativeCrypto.class);

    private final Optional<Provider> provider;

    NativeCrypto() {
        var corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        this.provider = corretto.getLoadingError() == null && corretto.runSelfTests() == SelfTestStatus.PASSED
                ? Optional.of(corretto)
                : Optional.empty();
        provider.ifPresent(NativeVerification::install);
        LOG.atInfo()
                .addKeyValue("provider", provider.map(Provider::getInfo).orElse("JDK"))
                .addKeyValue("native", provider.isPresent())
                .log("signatures");
    }

    NativeCrypto(Optional<Provider> provider) {
        this.provider = provider;
    }

    Optional<Provider> provider() {
        return provider;
    }

    /** The same key as this provider's own: it signs two to four times faster than with one that the JDK made. */
    PrivateKey own(PrivateKey key) {
        Optional<KeyFactory> factory = factory(key.getAlgorithm());
        try {
            return factory.isPresent() ? factory.get().generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded())) : key;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a key that the JDK reads is no key for the native provider", broken);
        }
    }

    PublicKey own(PublicKey key) {
        Optional<KeyFactory> factory = factory(key.getAlgorithm());
        try {
            return factory.isPresent() ? factory.get().generatePublic(new X509EncodedKeySpec(key.getEncoded())) : key;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a key that the JDK reads is no key for the native provider", broken);
        }
    }

    // none for Ed25519: it takes the JDK's keys
    private Optional<KeyFactory> factory(String algorithm) {
        return provider.filter(known -> known.getService("KeyFactory", algorithm) != null)
                .map(known -> {
                    try {
                        return KeyFactory.getInstance(algorithm, known);
                    } catch (GeneralSecurityException impossible) {
                        throw new IllegalStateException("announced, not there: " + algorithm, impossible);
                    }
                });
    }
}
