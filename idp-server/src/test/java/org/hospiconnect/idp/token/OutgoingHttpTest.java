package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.certificate.DevelopmentAuthority;
import org.hospiconnect.idp.token.logout.LogoutReceiver;
import org.hospiconnect.idp.value.DataSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls to addresses of registrations, and servers that misbehave. */
@Timeout(20)
class OutgoingHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    @Test
    @Requirement("HC-OUTGOING-TRUST")
    void a_certificate_of_a_declared_authority_is_trusted_and_no_other() throws Exception {
        new DevelopmentAuthority(new DataSettings(folder), Clock.systemUTC()).makeFor(List.of());
        Path development = new DataSettings(folder).development();
        HttpServer server = tls(development.resolve("server.p12"));
        String address = "https://localhost:" + server.getAddress().getPort() + "/";

        assertThat(http(development.resolve("authority.pem")).post(address, "a=b"))
                .contains(200);
        assertThat(http(development.resolve("fido-root.pem")).post(address, "a=b"))
                .isEmpty();
        Path both = Files.writeString(
                folder.resolve("both.pem"),
                Files.readString(development.resolve("fido-root.pem"))
                        + Files.readString(development.resolve("authority.pem")));
        assertThat(http(both).post(address, "a=b")).contains(200);
        assertThatThrownBy(() -> http(Files.createFile(folder.resolve("empty.pem"))))
                .hasMessageContaining("hospiconnect.token.outgoing-trust: no certificate in");
        assertThat(http().post(address, "a=b")).isEmpty();
        assertThat(http().get(address)).isEmpty();
        server.stop(0);
    }

    @Test
    @Requirement("HC-OUTGOING-BOUNDS")
    void a_redirect_is_an_answer_and_is_not_followed() {
        try (var elsewhere = LogoutReceiver.saying(200);
                var redirecting = new LogoutReceiver(exchange -> {
                    exchange.getResponseHeaders().add("Location", elsewhere.address());
                    exchange.sendResponseHeaders(307, -1);
                })) {
            assertThat(http().post(redirecting.address(), "a=b")).contains(307);
            assertThat(http().get(redirecting.address())).isEmpty();
            assertThat(elsewhere.waiting()).isZero();
        }
    }

    @Test
    @Requirement("HC-OUTGOING-BOUNDS")
    void silence_and_a_body_that_trickles_end_in_time() throws Exception {
        try (var silent = LogoutReceiver.silent();
                var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var trickling = new LogoutReceiver(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    silent.untilClosed();
                })) {
            assertThat(http().post(silent.address(), "a=b")).isEmpty();
            assertThat(http().get("http://127.0.0.1:" + full.getLocalPort() + "/"))
                    .isEmpty();
            assertThat(http().get(trickling.address())).isEmpty();
            // the status is there: what follows it says nothing more
            assertThat(http().post(trickling.address(), "a=b")).contains(200);
        }
    }

    @Test
    @Requirement("HC-OUTGOING-BOUNDS")
    void a_body_without_end_is_no_answer() {
        try (var endless = new LogoutReceiver(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 70; i++) {
                exchange.getResponseBody().write(new byte[1024]);
            }
        })) {
            assertThat(http().get(endless.address())).isEmpty();
        }
    }

    static OutgoingHttp http(Path... anchors) {
        return new OutgoingHttp(new TokenSettings(
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofSeconds(90),
                1,
                true,
                Optional.empty(),
                List.of(),
                PATIENCE,
                List.of(anchors),
                Duration.ofMillis(500)));
    }

    private static HttpServer tls(Path keys) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        char[] password = DevelopmentAuthority.PASSWORD.toCharArray();
        try (var content = Files.newInputStream(keys)) {
            store.load(content, password);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
