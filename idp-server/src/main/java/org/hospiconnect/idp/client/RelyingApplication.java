package org.hospiconnect.idp.client;

import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.assurance.Level;

/**
 * One application that signs people in, and what it may ask.
 *
 * @param id {@code client_id}
 * @param redirectUris exact addresses; absolute https, or http on loopback
 * @param authentication {@code client_secret_basic}, {@code client_secret_post} or {@code none}
 * @param secretHash keyed hash of the generated secret, base64url; empty for a public client
 * @param grants grant types it may use
 * @param tokenAlgorithm JWS algorithm of what it receives, {@code ES256}
 * @param establishment FINESS whose matricule it gets
 */
public record RelyingApplication(
        String id,
        String name,
        Profile profile,
        Set<String> redirectUris,
        Set<String> postLogoutRedirectUris,
        String authentication,
        Optional<String> secretHash,
        Set<String> scopes,
        Set<String> grants,
        Level leastLevel,
        String tokenAlgorithm,
        Optional<String> establishment,
        Optional<Dmp> dmp,
        boolean enabled) {

    public enum Profile {
        STANDARD,
        /** A confidential client that may omit PKCE; each time is traced. */
        LEGACY
    }

    /**
     * What the VIHF says of the software, from the registration alone.
     *
     * @param saml may receive the SAML assertion itself, not only the context
     */
    public record Dmp(String lpsName, String lpsVersion, Optional<String> lpsId, String homologation, boolean saml) {}

    public RelyingApplication {
        redirectUris = Set.copyOf(redirectUris);
        postLogoutRedirectUris = Set.copyOf(postLogoutRedirectUris);
        scopes = Set.copyOf(scopes);
        grants = Set.copyOf(grants);
    }

    /** A client that can keep no secret. */
    public boolean isPublic() {
        return authentication.equals("none");
    }

    /** May it sign people in without PKCE? Only what keeps a secret, and by its registered profile. */
    public boolean mayOmitProofKey() {
        return profile == Profile.LEGACY && !isPublic();
    }

    public boolean mayUse(String grant) {
        return grants.contains(grant);
    }
}
