package org.hospiconnect.idp.token;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Calls that we make to addresses of registrations: keys, logout notices. Follows no redirect, reads at most 64 KiB, waits at
 * most {@code hospiconnect.token.outgoing-timeout}; trusts Java's anchors and those of {@code hospiconnect.token.outgoing-trust}.
 */
@Component
public class OutgoingHttp {

    private static final Logger LOG = LoggerFactory.getLogger(OutgoingHttp.class);
    private static final int MOST_BYTES = 64 * 1024;

    private final HttpClient http;
    private final Duration timeout;

    OutgoingHttp(TokenSettings settings) {
        this.timeout = settings.outgoingTimeout();
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(trusting(settings.outgoingTrust()))
                .build();
    }

    /** The body of a 200; empty for anything else. */
    Optional<String> get(String address) {
        var request = HttpRequest.newBuilder(URI.create(address)).GET().build();
        var body = BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES);
        return send(request, http.sendAsync(request, body))
                .filter(answer -> answer.statusCode() == 200)
                .map(HttpResponse::body);
    }

    /** The status of the answer; empty when there was none. What follows the status is not waited for. */
    public Optional<Integer> post(String address, String form) {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return send(request, http.sendAsync(request, BodyHandlers.ofInputStream()))
                .map(OutgoingHttp::status);
    }

    private static int status(HttpResponse<InputStream> answer) {
        try (InputStream _ = answer.body()) {
            return answer.statusCode();
        } catch (IOException _) { // closing early is meant
            return answer.statusCode();
        }
    }

    /** The time is for the whole answer: one that trickles is none. */
    private <T> Optional<HttpResponse<T>> send(HttpRequest request, CompletableFuture<HttpResponse<T>> pending) {
        try {
            return Optional.of(pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException failed) {
            pending.cancel(true);
            LOG.atWarn()
                    .addKeyValue("host", request.uri().getHost())
                    .addKeyValue("why", failed.toString())
                    .log("an application did not answer");
            return Optional.empty();
        } catch (InterruptedException _) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static SSLContext trusting(List<Path> anchors) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new EitherTrust(managers(anchors))}, null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException("hospiconnect.token.outgoing-trust: " + unusable.getMessage(), unusable);
        }
    }

    private static List<X509TrustManager> managers(List<Path> anchors) throws GeneralSecurityException, IOException {
        var managers = new ArrayList<>(List.of(manager(null)));
        if (!anchors.isEmpty()) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var certificates = CertificateFactory.getInstance("X.509");
            for (Path anchor : anchors) {
                try (InputStream pem = Files.newInputStream(anchor)) {
                    keep(store, anchor, certificates.generateCertificates(pem));
                }
            }
            managers.add(manager(store));
        }
        return managers;
    }

    private static void keep(KeyStore store, Path file, Collection<? extends Certificate> certificates)
            throws KeyStoreException, CertificateException {
        if (certificates.isEmpty()) {
            throw new CertificateException("no certificate in " + file);
        }
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry(file + " " + ++number, certificate);
        }
    }

    private static X509TrustManager manager(@org.jspecify.annotations.Nullable KeyStore store)
            throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every Java checks X.509 chains"));
    }
}
