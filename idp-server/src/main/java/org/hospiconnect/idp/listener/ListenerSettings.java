package org.hospiconnect.idp.listener;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Listeners over TLS beside {@code server.port}; each is closed unless it has a port.
 *
 * @param tlsPort pages and endpoints over TLS; the issuer only when {@code hospiconnect.address.issuer} says so
 * @param machinePort the endpoints for applications that show a certificate (RFC 8705): every certificate is taken in the
 *     handshake, registrations decide; {@code hospiconnect.token.machine-address} is its address
 * @param bundle name of a {@code spring.ssl.bundle} with the server's key; outside production the development authority's
 * @param certificateProxies address ranges of the proxies that end TLS in front of applications with certificates: from these,
 *     and from nobody else, {@code Client-Cert} (RFC 9440) counts. Each must remove the header that a client wrote
 */
@ConfigurationProperties(prefix = "hospiconnect.listener", ignoreUnknownFields = false)
record ListenerSettings(
        Optional<Integer> tlsPort,
        Optional<Integer> machinePort,
        Optional<String> bundle,
        @DefaultValue List<String> certificateProxies) {

    ListenerSettings {
        certificateProxies = List.copyOf(certificateProxies);
    }
}
