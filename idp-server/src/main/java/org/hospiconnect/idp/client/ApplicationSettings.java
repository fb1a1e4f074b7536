package org.hospiconnect.idp.client;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.assurance.Level;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One application as YAML says it, in the settings or in the file of {@code client add}.
 *
 * @param secretFile where the generated secret is written, mode 0600, when this file does not exist; read when it does
 */
public record ApplicationSettings(
        @DefaultValue("") String id,
        @DefaultValue("") String name,
        @DefaultValue("STANDARD") RelyingApplication.Profile profile,
        @DefaultValue Set<String> redirectUris,
        @DefaultValue Set<String> postLogoutRedirectUris,
        @DefaultValue("client_secret_basic") String authentication,
        Optional<String> secretFile,
        @DefaultValue("openid") Set<String> scopes,
        @DefaultValue("authorization_code") Set<String> grants,
        @DefaultValue("SUBSTANTIAL") Level leastLevel,
        @DefaultValue("ES256") String tokenAlgorithm,
        Optional<String> establishment,
        @Nullable DmpSettings dmp,
        @DefaultValue("true") boolean enabled,
        @DefaultValue ClientKeys keys,
        @DefaultValue TokenRules tokens,
        @DefaultValue Surroundings surroundings,
        Optional<Duration> sessionIdle,
        Optional<Duration> sessionLifetime,
        @DefaultValue SignInRules signIn) {

    public ApplicationSettings {
        if (leastLevel == Level.REFUSED) {
            throw new IllegalArgumentException("least-level: what is refused is no level to ask for");
        }
    }

    /** What the VIHF says of the software. */
    public record DmpSettings(
            String lpsName,
            String lpsVersion,
            Optional<String> lpsId,
            String homologation,
            @DefaultValue("false") boolean saml) {

        RelyingApplication.Dmp toDmp() {
            return new RelyingApplication.Dmp(lpsName, lpsVersion, lpsId, homologation, saml);
        }
    }

    RelyingApplication toApplication(Optional<String> secretHash) {
        return new RelyingApplication(
                id,
                name,
                profile,
                redirectUris,
                postLogoutRedirectUris,
                authentication,
                secretHash,
                scopes,
                grants,
                leastLevel,
                tokenAlgorithm,
                establishment,
                Optional.ofNullable(dmp).map(DmpSettings::toDmp),
                enabled,
                keys,
                tokens,
                surroundings,
                sessionIdle,
                sessionLifetime,
                signIn);
    }
}
