package org.hospiconnect.dpi.dmp;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The DMP and how the structure connects to it.
 *
 * @param clientKey PKCS#12 of the structure's ORG AUTH_CLI
 * @param authority root of the receiver's certificate
 * @param patience with the DMP, to connect and to answer
 */
@ConfigurationProperties(prefix = "hospiconnect.dmp", ignoreUnknownFields = false)
record DmpSettings(
        @DefaultValue("https://localhost:9143/si-dmp-server/v2/services/registry")
        URI address,

        @DefaultValue(".hospiconnect/development/structure-990000115-auth-cli.p12")
        Path clientKey,

        @DefaultValue("development") String password,

        @DefaultValue(".hospiconnect/development/authority.pem")
        Path authority,

        @DefaultValue("10s") Duration patience) {}
