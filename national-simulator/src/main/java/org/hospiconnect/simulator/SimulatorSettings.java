package org.hospiconnect.simulator;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the simulator listens and whom it trusts; its https port is {@code server.port}.
 *
 * @param development folder of {@code authority.pem} and {@code simulator.p12}, made by the identity provider's first start
 * @param password of the PKCS#12 files of that folder
 * @param patience how long to wait for these files at start
 * @param httpPort port of the index page and of the control endpoint
 */
@ConfigurationProperties(prefix = "hospiconnect.simulator", ignoreUnknownFields = false)
public record SimulatorSettings(
        @DefaultValue(".hospiconnect/development") Path development,
        @DefaultValue("development") String password,
        @DefaultValue("2m") Duration patience,
        @DefaultValue("9100") int httpPort) {}
