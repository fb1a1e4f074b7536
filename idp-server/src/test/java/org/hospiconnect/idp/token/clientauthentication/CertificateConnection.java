package org.hospiconnect.idp.token.clientauthentication;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.hospiconnect.idp.token.Application;

/** An application over TLS that shows a certificate, or none. */
public record CertificateConnection(HttpClient http, String base) {

    public static CertificateConnection to(String base, Path authority, Optional<ClientCertificate> shown) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys(shown), trust(authority).getTrustManagers(), null);
            return new CertificateConnection(
                    HttpClient.newBuilder().sslContext(context).build(), base);
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static KeyManager[] keys(Optional<ClientCertificate> shown) throws GeneralSecurityException {
        if (shown.isEmpty()) {
            return new KeyManager[0];
        }
        var factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(shown.get().store(), new char[0]);
        return factory.getKeyManagers();
    }

    private static TrustManagerFactory trust(Path authority) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    public Application.Answer post(String path, Map<String, String> form, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Application.form(form)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Application.Answer get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).GET();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private Application.Answer send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Application.Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
