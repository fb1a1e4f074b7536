package org.hospiconnect.idp.authenticator.webauthn;

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
 * @param trustAnchors PEM files of FIDO roots
 * @param acceptUnattestedKeysFor population → text of the recorded reservation that lets its unattested keys reach substantial
 * @param refuseUnattestedKeysFor populations whose keys must be attested
 */
@ConfigurationProperties(prefix = "hospiconnect.authenticator.webauthn", ignoreUnknownFields = false)
record WebAuthnSettings(
        Optional<String> rpId,
        @DefaultValue("Connexion") String rpName,
        @DefaultValue Set<String> origins,
        @DefaultValue List<Path> trustAnchors,
        @DefaultValue Map<String, String> acceptUnattestedKeysFor,
        @DefaultValue Set<String> refuseUnattestedKeysFor) {

    WebAuthnSettings {
        origins = Set.copyOf(origins);
        trustAnchors = List.copyOf(trustAnchors);
        acceptUnattestedKeysFor = Map.copyOf(acceptUnattestedKeysFor);
        refuseUnattestedKeysFor = Set.copyOf(refuseUnattestedKeysFor);
        if (acceptUnattestedKeysFor.values().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "hospiconnect.authenticator.webauthn.accept-unattested-keys-for: each population needs the text of its reservation");
        }
    }
}
