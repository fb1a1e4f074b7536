package org.hospiconnect.dpi;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * The DPI and its identity provider. The endpoints are derived from the issuer, so that the DPI starts before it.
 *
 * @param address of the DPI itself, as registered with the provider
 * @param secretFile holds the client secret; read at the first sign-in
 * @param audience what {@code aud} of an access token for our own API must hold
 * @param accounts JSON list of the people whom the DPI knows, by matricule
 * @param boundTokens tokens are bound to a key of ours (RFC 9449); one that is not is refused
 * @param patience with the provider, to connect and to answer
 * @param proofLife how long a fresh proof may be used for a signature
 */
@ConfigurationProperties(prefix = "hospiconnect.dpi", ignoreUnknownFields = false)
public record DpiSettings(
        @DefaultValue("CH fictif de Valmont") String hospital,
        @DefaultValue("http://localhost:8080") URI address,
        @DefaultValue("http://localhost:9000") URI issuer,
        @DefaultValue("sample-dpi") String clientId,

        @DefaultValue(".hospiconnect/demo/sample-dpi.secret")
        Path secretFile,

        @DefaultValue("sample-dpi") String audience,
        @DefaultValue("classpath:signin/accounts.json") Resource accounts,
        @DefaultValue("true") boolean boundTokens,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("2m") Duration proofLife) {

    public String endpoint(String path) {
        return issuer + path;
    }

    public String page(String path) {
        return address + path;
    }
}
