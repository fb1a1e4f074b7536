package org.hospiconnect.idp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The issuer names the port, so the port is chosen before the server starts; and the hospital declared its keys, as in production. */
public final class FreePort implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String SCHEME = "hospiconnect.assurance.schemes.webauthn.";

    private static final Map<String, Object> DECLARED =
            Map.of(SCHEME + "legal-basis", "ATTESTED", SCHEME + "reference", "A-1", SCHEME + "until", "2099-12-31");

    public FreePort() {}

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, Object> address = Map.of(
                    "server.port",
                    socket.getLocalPort(),
                    "hospiconnect.address.issuer",
                    "http://localhost:" + socket.getLocalPort());
            var sources = context.getEnvironment().getPropertySources();
            sources.addFirst(new MapPropertySource("free port", address));
            sources.addLast(new MapPropertySource("declared scheme", DECLARED));
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
