package org.hospiconnect.idp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Opens the listener for applications with certificates: its address is published, so the port is chosen before the start. */
public final class MachinePort implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    public MachinePort() {}

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try (var machine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var tls = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, Object> settings = Map.of(
                    "hospiconnect.listener.machine-port",
                    machine.getLocalPort(),
                    "hospiconnect.listener.tls-port",
                    tls.getLocalPort(),
                    "hospiconnect.token.machine-address",
                    "https://localhost:" + machine.getLocalPort());
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("machine port", settings));
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }
}
