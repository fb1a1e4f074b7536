package org.hospiconnect.idp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The issuer names the port, so the port is chosen before the server starts. */
public final class FreePort implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public FreePort() {}

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, Object> address = Map.of(
                    "server.port",
                    socket.getLocalPort(),
                    "hospiconnect.address.issuer",
                    "http://localhost:" + socket.getLocalPort());
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("free port", address));
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
