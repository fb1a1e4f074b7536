package org.hospiconnect.idp.authenticator.webauthn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Security keys and passkeys.
 *
 * @param rpId domain the keys belong to; compulsory in production, never changed afterwards; default: host of the issuer
 * @param rpName shown by the browser
 * @param origins where our pages are; default: the issuer's
 * @param trustAnchors PEM files of FIDO roots that vouch for keys beside FIDO's list of models
 * @param metadata what FIDO says of models of keys
 * @param policies by a name of yours, which keys some populations may have; whoever is in none may have any, and one that nobody attests
 *     counts low
 */
@ConfigurationProperties(prefix = "hospiconnect.authenticator.webauthn", ignoreUnknownFields = false)
record WebAuthnSettings(
        Optional<String> rpId,
        @DefaultValue("Connexion") String rpName,
        @DefaultValue Set<String> origins,
        @DefaultValue List<Path> trustAnchors,
        @DefaultValue MetadataSettings metadata,
        @DefaultValue Map<String, AttestationPolicy> policies) {

    private static final String ANCHORS = "hospiconnect.authenticator.webauthn.trust-anchors";
    private static final String POLICIES = "hospiconnect.authenticator.webauthn.policies";

    WebAuthnSettings {
        origins = Set.copyOf(origins);
        trustAnchors = List.copyOf(trustAnchors);
        policies = Map.copyOf(policies);
        trustAnchors.stream()
                .filter(file -> !Files.isReadable(file))
                .findFirst()
                .ifPresent(file -> {
                    throw new IllegalArgumentException(ANCHORS + ": can't read " + file);
                });
        var populations = policies.values().stream()
                .flatMap(policy -> policy.populations().stream())
                .toList();
        if (populations.size() > Set.copyOf(populations).size()) {
            throw new IllegalArgumentException(POLICIES + ": a population stands in two of them");
        }
        if (policies.values().stream().anyMatch(policy -> policy.populations().isEmpty())) {
            throw new IllegalArgumentException(POLICIES + ": each says its populations");
        }
        if (policies.values().stream()
                .anyMatch(policy -> policy.reservation().filter(String::isBlank).isPresent())) {
            throw new IllegalArgumentException(POLICIES + ": a reservation has a text");
        }
        policies.forEach((name, policy) -> policy.contradiction().ifPresent(why -> {
            throw new IllegalArgumentException(POLICIES + "." + name + ": " + why);
        }));
    }
}
