package org.hospiconnect.idp.assurance;

import java.net.URI;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Levels of the référentiel d'identification électronique (RIE), and words for them.
 *
 * @param acrBase what stands before {@code eidas/substantial} in {@code acr}; ends with a slash; by default {@code acr/}
 *     under the issuer
 * @param schemes kind of means, {@code webauthn} or {@code totp}, → on what ground it may open sensitive services; a kind that is not here
 *     reaches level low at most
 * @param v2From first day on which proofs are judged by version 2 of the RIE; by default never: it was a draft
 */
@ConfigurationProperties(prefix = "hospiconnect.assurance", ignoreUnknownFields = false)
record AssuranceSettings(
        Optional<URI> acrBase,
        @DefaultValue Map<String, Scheme> schemes,
        @Nullable LocalDate v2From) {

    AssuranceSettings {
        if (acrBase.map(base -> !base.isAbsolute() || !base.toString().endsWith("/"))
                .orElse(false)) {
            throw new IllegalArgumentException(
                    "hospiconnect.assurance.acr-base: an absolute URI that ends with a slash");
        }
        schemes = Map.copyOf(schemes);
    }
}
