package org.hospiconnect.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.stereotype.Component;

/** The fictional authority and our server key, which the identity provider makes: whoever starts first, we wait for them. */
@Component
public class DevelopmentFiles implements SslBundleRegistrar {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final SimulatorSettings settings;
    private final Clock clock;

    DevelopmentFiles(SimulatorSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void registerBundles(SslBundleRegistry registry) {
        var stores = SslStoreBundle.of(serverKey(), settings.password(), trustStore());
        registry.registerBundle("simulator", SslBundle.of(stores, SslBundleKey.of(settings.password())));
    }

    /** Root of the fictional IGC-Santé. */
    public X509Certificate authority() {
        return await("authority.pem", file -> {
            try (InputStream in = Files.newInputStream(file)) {
                return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            }
        });
    }

    private KeyStore serverKey() {
        return await("simulator.p12", file -> {
            try (InputStream in = Files.newInputStream(file)) {
                var store = KeyStore.getInstance("PKCS12");
                store.load(in, settings.password().toCharArray());
                return store;
            }
        });
    }

    private KeyStore trustStore() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", authority());
            return store;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private <T> T await(String name, Loading<T> loading) {
        Path file = settings.development().resolve(name).toAbsolutePath();
        Instant end = clock.instant().plus(settings.patience());
        Optional<T> loaded = tryTo(loading, file);
        while (loaded.isEmpty()) {
            if (clock.instant().isAfter(end)) {
                throw new CannotStart(
                        "No usable " + file + " after " + settings.patience().toSeconds()
                                + " s: start the identity provider first, or set hospiconnect.simulator.development.");
            }
            pause();
            loaded = tryTo(loading, file);
        }
        return loaded.get();
    }

    /** A file that is being written is not there yet. */
    private static <T> Optional<T> tryTo(Loading<T> loading, Path file) {
        try {
            return Files.isReadable(file) ? Optional.of(loading.load(file)) : Optional.empty();
        } catch (IOException | GeneralSecurityException incomplete) {
            return Optional.empty();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Stopped while waiting for the development files.");
        }
    }

    private interface Loading<T> {
        T load(Path file) throws IOException, GeneralSecurityException;
    }
}
