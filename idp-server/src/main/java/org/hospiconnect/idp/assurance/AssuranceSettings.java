package org.hospiconnect.idp.assurance;

import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Words for levels.
 *
 * @param acrBase what stands before {@code eidas/substantial} in {@code acr}; ends with a slash; by default {@code acr/}
 *     under the issuer
 */
@ConfigurationProperties(prefix = "hospiconnect.assurance", ignoreUnknownFields = false)
record AssuranceSettings(Optional<URI> acrBase) {

    AssuranceSettings {
        if (acrBase.map(base -> !base.isAbsolute() || !base.toString().endsWith("/"))
                .orElse(false)) {
            throw new IllegalArgumentException(
                    "hospiconnect.assurance.acr-base: an absolute URI that ends with a slash");
        }
    }
}
