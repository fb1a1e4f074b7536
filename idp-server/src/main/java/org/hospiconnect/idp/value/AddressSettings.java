package org.hospiconnect.idp.value;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where people and applications reach this provider.
 *
 * @param issuer OpenID issuer and address of the pages; https outside development
 */
@ConfigurationProperties(prefix = "hospiconnect.address", ignoreUnknownFields = false)
public record AddressSettings(
        @DefaultValue("http://localhost:9000") URI issuer) {

    public boolean isSecure() {
        return "https".equals(issuer.getScheme());
    }

    /** {@code path} begins with a slash. */
    public String page(String path) {
        return issuer + path;
    }
}
