package org.hospiconnect.idp.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.hospiconnect.idp.FreePort;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MachinePort;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.value.AddressSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

/** Requests that are too large, too many or too slow, byte by byte on the wire. */
@JourneyTest
@ContextConfiguration(initializers = {TestStores.class, FreePort.class, MachinePort.class})
class WireLimitsJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AddressSettings address;
    private final Environment settings;

    @Autowired
    WireLimitsJourneyTest(AddressSettings address, Environment settings) {
        this.address = address;
        this.settings = settings;
    }

    /** Where requests arrive: a limit of one of them is a limit of all. */
    enum Listener {
        PLAIN,
        TLS,
        MACHINE
    }

    static Stream<Arguments> tooMuch() {
        return Stream.of("/oauth2/token", "/oauth2/par", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/authorize")
                .flatMap(WireLimitsJourneyTest::tooMuchAt)
                .flatMap(what -> Arrays.stream(Listener.values())
                        .filter(listener -> listener != Listener.MACHINE || !what.get()[0].equals("/oauth2/authorize"))
                        .map(listener -> Arguments.of(what.get()[0], what.get()[1], listener, what.get()[2])));
    }

    private static Stream<Arguments> tooMuchAt(String path) {
        return Stream.of(
                Arguments.of(path, "a long address", post(path + "?a=" + "a".repeat(20_000), "", "")),
                Arguments.of(path, "a long header", post(path, "X-Long: " + "a".repeat(20_000) + "\r\n", "")),
                Arguments.of(path, "many headers", post(path, "X-A: a\r\n".repeat(3_000), "")),
                Arguments.of(path, "a long body", post(path, "", "a=" + "a".repeat(300_000))),
                Arguments.of(path, "many parameters", post(path, "", "a=1&".repeat(5_000))),
                Arguments.of(path, "two lengths", post(path, "Content-Length: 7\r\n", "a=1")),
                Arguments.of(
                        path,
                        "a length of nonsense",
                        "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + "Content-Length: -5\r\n\r\n"),
                Arguments.of(path, "a broken escape", post(path, "", "client_id=%zz&grant_type=%c3%28")));
    }

    private static String post(String path, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @Requirement("HC-WIRE-BOUNDS")
    @MethodSource("tooMuch")
    void what_is_too_much_is_refused_plainly(String path, String what, Listener listener, String request)
            throws IOException {
        String answer = answer(listener, request);

        assertThat(answer.split(" ", 3)[1]).startsWith("4");
        assertThat(answer)
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("Tomcat")
                .doesNotContain("Location:");
    }

    @Test
    @Requirement("HC-WIRE-SLOW")
    void a_body_that_trickles_in_is_cut_off() throws IOException {
        Instant begun = Instant.now();
        boolean cut = false;
        try (var socket = new Socket("localhost", address.issuer().getPort())) {
            socket.setSoTimeout(200);
            socket.getOutputStream()
                    .write(("POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
                                    + "Content-Type: application/x-www-form-urlencoded\r\n\r\na=")
                            .getBytes(ISO_8859_1));
            while (!cut && Duration.between(begun, Instant.now()).compareTo(PATIENCE) < 0) {
                socket.getOutputStream().write('a');
                cut = hasAnswered(socket);
            }
        }

        assertThat(cut).isTrue();
        assertThat(Duration.between(begun, Instant.now())).isLessThan(PATIENCE);
    }

    /** An answer, or the end of the connection. */
    private static boolean hasAnswered(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() != Integer.MIN_VALUE;
        } catch (java.net.SocketTimeoutException notYet) {
            return false;
        }
    }

    private Socket connect(Listener listener) throws IOException {
        return switch (listener) {
            case PLAIN -> new Socket("localhost", address.issuer().getPort());
            case TLS -> secure("hospiconnect.listener.tls-port");
            case MACHINE -> secure("hospiconnect.listener.machine-port");
        };
    }

    private Socket secure(String setting) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return context.getSocketFactory()
                    .createSocket("localhost", settings.getRequiredProperty(setting, Integer.class));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private String answer(Listener listener, String request) throws IOException {
        try (var socket = connect(listener)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            try {
                socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            } catch (java.net.SocketException refusedBeforeItsEnd) {
                assertThat(request).hasSizeGreaterThan(10_000);
            }
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** Who answers is not what is tried here. */
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
