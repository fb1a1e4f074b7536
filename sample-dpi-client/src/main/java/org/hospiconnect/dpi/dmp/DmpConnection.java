package org.hospiconnect.dpi.dmp;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** TLS to the DMP with the structure's ORG AUTH_CLI certificate; its files are read at the first call. */
@Component
class DmpConnection {

    private static final Logger log = LoggerFactory.getLogger(DmpConnection.class);
    private static final int LONGEST_ANSWER = 1024 * 1024;

    private final DmpSettings settings;
    private volatile @Nullable HttpClient opened;

    DmpConnection(DmpSettings settings) {
        this.settings = settings;
    }

    /** What the DMP answered, whatever its status; empty when it did not. */
    Optional<byte[]> send(String message) {
        var request = HttpRequest.newBuilder(settings.address())
                .timeout(settings.patience())
                .header(
                        "Content-Type",
                        "application/soap+xml; charset=UTF-8; action=\"urn:ihe:iti:2007:RegistryStoredQuery\"")
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build();
        try {
            var answer = client().send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return Optional.of(body.readNBytes(LONGEST_ANSWER));
            }
        } catch (IOException | GeneralSecurityException unreachable) {
            log.atWarn()
                    .addKeyValue("address", settings.address())
                    .addKeyValue("cause", unreachable.getClass().getSimpleName())
                    .log("DMP out of reach");
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private HttpClient client() throws GeneralSecurityException, IOException {
        var known = opened;
        if (known != null) {
            return known;
        }
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys().getKeyManagers(), trust().getTrustManagers(), null);
        var client = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(settings.patience())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        opened = client;
        return client;
    }

    private KeyManagerFactory keys() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(settings.clientKey())) {
            store.load(file, settings.password().toCharArray());
        }
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, settings.password().toCharArray());
        return keys;
    }

    private TrustManagerFactory trust() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream file = Files.newInputStream(settings.authority())) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        return trust;
    }
}
