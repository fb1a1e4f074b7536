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

    /** OpenID Connect Discovery §3: scheme, host, perhaps port; a path is not served here. */
    public AddressSettings {
        boolean isOrigin = issuer.getHost() != null
                && ("https".equals(issuer.getScheme()) || "http".equals(issuer.getScheme()))
                && issuer.toString().equals(issuer.getScheme() + "://" + issuer.getRawAuthority())
                && issuer.getRawUserInfo() == null;
        if (!isOrigin) {
            throw new IllegalArgumentException("hospiconnect.address.issuer: " + issuer
                    + " is not scheme, host and perhaps port, without a slash at the end: https://idp.example.fr");
        }
    }

    public boolean isSecure() {
        return "https".equals(issuer.getScheme());
    }

    /** {@code path} begins with a slash. */
    public String page(String path) {
        return issuer + path;
    }
}
