package org.hospiconnect.simulator.dmp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.catalina.connector.Connector;
import org.hospiconnect.simulator.FictionalAuthority;
import org.hospiconnect.simulator.FictionalAuthority.Credential;
import org.hospiconnect.simulator.SimulatorApplication;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The simulator on free ports, one for all tests of the JVM, and clients that reach it through real TLS. */
final class RunningSimulator {

    private static final Pattern SUBCODE = Pattern.compile(">dmp:(\\w+)<");

    private final FictionalAuthority authority = new FictionalAuthority();
    private final Credential seal = authority.seal(TestVihf.STRUCTURE);
    private final HttpClient hospital = clientWith(authority.client(TestVihf.STRUCTURE));
    private final TomcatWebServer server;

    private static final class Holder {
        static final RunningSimulator INSTANCE = new RunningSimulator();
    }

    /** A SOAP answer; {@code subcode} is empty when there was no fault. */
    record Answer(int status, String type, String body) {

        String subcode() {
            var subcode = SUBCODE.matcher(body);
            return subcode.find() ? subcode.group(1) : "";
        }
    }

    static RunningSimulator shared() {
        return Holder.INSTANCE;
    }

    private RunningSimulator() {
        try {
            Path folder = Files.createTempDirectory("simulator");
            authority.writeTo(folder);
            var context = (ServletWebServerApplicationContext) SpringApplication.run(
                    SimulatorApplication.class,
                    "--server.port=0",
                    "--hospiconnect.simulator.http-port=0",
                    "--hospiconnect.simulator.development=" + folder,
                    "--hospiconnect.dmp.silence=3s",
                    "--hospiconnect.dmp.slowness=300ms");
            this.server = (TomcatWebServer) Objects.requireNonNull(context.getWebServer());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    FictionalAuthority authority() {
        return authority;
    }

    Credential seal() {
        return seal;
    }

    Answer send(String message) throws IOException, InterruptedException {
        return send(hospital, message);
    }

    Answer send(HttpClient client, String message) throws IOException, InterruptedException {
        return post(client, "https", "/si-dmp-server/v2/services/registry", message);
    }

    Answer post(HttpClient client, String scheme, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address(scheme, path))
                .timeout(Duration.ofSeconds(2))
                .header(
                        "Content-Type",
                        path.startsWith("/control") ? "application/json" : "application/soap+xml; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(
                answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""), answer.body());
    }

    String index() throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address("http", "/")).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private URI address(String scheme, String path) {
        boolean secure = scheme.equals("https");
        int port = Arrays.stream(server.getTomcat().getService().findConnectors())
                .filter(connector -> connector.getSecure() == secure)
                .mapToInt(Connector::getLocalPort)
                .findFirst()
                .orElseThrow();
        return URI.create(scheme + "://localhost:" + port + path);
    }

    HttpClient hospital() {
        return hospital;
    }

    /** {@code null}: a client without a certificate. */
    HttpClient clientWith(@Nullable Credential credential) {
        try {
            var trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            trust.setCertificateEntry("root", authority.root());
            var trusted = TrustManagerFactory.getInstance("PKIX");
            trusted.init(trust);
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(credential == null ? null : authority.keyStore(credential), "development".toCharArray());
            var tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
            return HttpClient.newBuilder().sslContext(tls).build();
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
