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
 * @param v2From first day on which proofs are judged by version 2 of the RIE; by default never: it was a draft. A session keeps the version
 *     that it began with
 * @param transitionUntil last day of means of the transition (RIE v1 EXI 03); later takes a {@code reservation} of their scheme, not another
 *     day here
 * @param cards which CPx cards count
 */
@ConfigurationProperties(prefix = "hospiconnect.assurance", ignoreUnknownFields = false)
record AssuranceSettings(
        Optional<URI> acrBase,
        @DefaultValue Map<String, Scheme> schemes,
        @Nullable LocalDate v2From,
        @DefaultValue("2025-12-31") LocalDate transitionUntil,
        @DefaultValue CardSettings cards) {

    private static final LocalDate FIRST_EFFECT = LocalDate.of(2022, 6, 1);

    /** RIE v1 EXI 03. */
    private static final LocalDate TRANSITION_ENDED = LocalDate.of(2025, 12, 31);

    AssuranceSettings {
        if (acrBase.map(base -> !base.isAbsolute() || !base.toString().endsWith("/"))
                .orElse(false)) {
            throw new IllegalArgumentException(
                    "hospiconnect.assurance.acr-base: an absolute URI that ends with a slash");
        }
        if (transitionUntil.isAfter(TRANSITION_ENDED)) {
            throw new IllegalArgumentException("hospiconnect.assurance.transition-until: at most " + TRANSITION_ENDED
                    + "; whoever goes on afterwards does so by hospiconnect.assurance.schemes.KIND.reservation");
        }
        schemes = Map.copyOf(schemes);
    }

    RulesInForce inForceOn(LocalDate day) {
        return Optional.ofNullable(v2From)
                .filter(from -> !day.isBefore(from))
                .map(from -> new RulesInForce(RulesVersion.V2, from))
                .orElse(new RulesInForce(RulesVersion.V1, FIRST_EFFECT));
    }
}
