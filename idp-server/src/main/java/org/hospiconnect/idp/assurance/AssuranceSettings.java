package org.hospiconnect.idp.assurance;

import java.net.URI;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Occasion.Card;
import org.hospiconnect.idp.assurance.Occasion.Upstream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Levels of the référentiel d'identification électronique (RIE), and words for them.
 *
 * @param acrBase what stands before {@code eidas/substantial} in {@code acr}; ends with a slash; by default {@code acr/}
 *     under the issuer
 * @param schemes kind of means, {@code webauthn} or {@code totp}, → on what ground it may open sensitive services; a kind that is not here
 *     reaches level low at most. {@code PSC} and {@code DIRECT_CPX} are of kinds whose proofs tell an upstream or a CPx, and of
 *     no other
 * @param v2From first day on which proofs are judged by version 2 of the RIE; by default never: it was a draft. A proof keeps the version
 *     that it was accepted by
 * @param transitionUntil last day of means of the transition (RIE v1 EXI 03); later takes a {@code reservation} of their scheme, not another
 *     day here
 * @param cards which CPx cards count; no effect before there are means that read one
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
        schemes.forEach(AssuranceSettings::refuse);
    }

    /** What no proof of the kind could ever tell must not lower everybody in silence. */
    private static void refuse(String kind, Scheme scheme) {
        String telling = switch (scheme.legalBasis()) {
            case PSC -> Upstream.KIND;
            case DIRECT_CPX -> Card.KIND;
            default -> kind;
        };
        if (!telling.equals(kind)) {
            throw new IllegalArgumentException("hospiconnect.assurance.schemes." + kind + ".legal-basis: "
                    + scheme.legalBasis() + " is of kind " + telling + " only");
        }
        if (scheme.leastCertification() != Certification.NONE && !kind.equals("webauthn")) {
            throw new IllegalArgumentException("hospiconnect.assurance.schemes." + kind
                    + ".least-certification: FIDO certifies models of webauthn only");
        }
    }

    RulesInForce inForceOn(LocalDate day) {
        return Optional.ofNullable(v2From)
                .filter(from -> !day.isBefore(from))
                .map(from -> new RulesInForce(RulesVersion.V2, from))
                .orElse(new RulesInForce(RulesVersion.V1, FIRST_EFFECT));
    }
}
