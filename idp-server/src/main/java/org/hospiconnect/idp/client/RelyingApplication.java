package org.hospiconnect.idp.client;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hospiconnect.idp.assurance.Level;

/**
 * One application that signs people in, and what it may ask.
 *
 * @param id {@code client_id}
 * @param redirectUris exact addresses; absolute https, or http on loopback
 * @param authentication how it proves itself at the token endpoint, a name of {@link RegistrationRules#AUTHENTICATIONS}
 * @param secretHash keyed hash of the generated secret, base64url; empty for a client without one
 * @param grants grant types it may use
 * @param tokenAlgorithm JWS algorithm of what it receives
 * @param establishment FINESS whose matricule it gets
 * @param sessionIdle a session that opened it ends after so long without anybody being there, if others would last longer
 * @param sessionLifetime the proof that opens it is not older, and the session ends so long after that proof, if others would last longer
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
        boolean enabled,
        ClientKeys keys,
        TokenRules tokens,
        Surroundings surroundings,
        Optional<Duration> sessionIdle,
        Optional<Duration> sessionLifetime,
        SignInRules signIn) {

    public enum Profile {
        STANDARD,
        /** FAPI 2.0 Security Profile: pushed requests, keys instead of secrets, sender-constrained tokens. */
        FAPI2,
        /** A confidential client that may omit PKCE; each time is traced. */
        LEGACY
    }

    /** What a profile lets an application do less strictly than everybody; named wherever the application is. */
    public enum Loosening {
        CODE_WITHOUT_PKCE
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
        // rows that an older version wrote have none of these
        keys = Objects.requireNonNullElse(keys, ClientKeys.NONE);
        tokens = Objects.requireNonNullElse(tokens, TokenRules.USUAL);
        surroundings = Objects.requireNonNullElse(surroundings, Surroundings.NONE);
        sessionIdle = Objects.requireNonNullElse(sessionIdle, Optional.empty());
        sessionLifetime = Objects.requireNonNullElse(sessionLifetime, Optional.empty());
        signIn = Objects.requireNonNullElse(signIn, SignInRules.NONE);
    }

    /** A client that can keep no secret. */
    public boolean isPublic() {
        return authentication.equals("none");
    }

    /** Proves itself by a secret (RFC 6749 §2.3.1), not by a key, a certificate or its name alone. */
    public boolean hasSecret() {
        return authentication.startsWith("client_secret_");
    }

    /** Only for what keeps a secret, and by its registered profile. */
    public Set<Loosening> loosenings() {
        return profile == Profile.LEGACY && !isPublic() ? Set.of(Loosening.CODE_WITHOUT_PKCE) : Set.of();
    }

    /** May it sign people in without PKCE? */
    public boolean mayOmitProofKey() {
        return loosenings().contains(Loosening.CODE_WITHOUT_PKCE);
    }

    /** Must its authorization requests be pushed (RFC 9126 §5)? */
    public boolean mustPush() {
        return profile == Profile.FAPI2 || tokens.requirePushed();
    }

    /** Rotation guards what nothing binds; FAPI 2.0 §5.3.2.1 forbids it where the key of the client does. */
    public boolean rotatesRefreshTokens() {
        return profile != Profile.FAPI2;
    }

    /** What it may ask about people. */
    public Set<String> personScopes() {
        return scopes.stream().filter(RegistrationRules.SCOPES::contains).collect(Collectors.toUnmodifiableSet());
    }

    /** What it may ask for itself, by client credentials: words of its own interfaces. */
    public Set<String> machineScopes() {
        return scopes.stream()
                .filter(scope -> !RegistrationRules.SCOPES.contains(scope))
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean mayUse(String grant) {
        return grants.contains(grant);
    }
}
