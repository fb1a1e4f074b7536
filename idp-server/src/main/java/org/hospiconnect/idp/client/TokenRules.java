package org.hospiconnect.idp.client;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.assurance.AcrNames;
import org.hospiconnect.idp.assurance.Level;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the tokens of one application are like.
 *
 * @param binding to what they are bound; a client may always bind more than it must
 * @param requirePushed authorization requests come through PAR only
 * @param requireSignedRequest authorization requests come as signed request objects only (RFC 9101)
 * @param subjectType {@code sub} as everybody sees it, or a name of its own for each sector (OpenID Connect Core §8)
 * @param sector host that stands for several redirect hosts of a pairwise client
 * @param userInfoAlgorithm userinfo is a JWT signed with it; empty: JSON
 * @param resources addresses of interfaces that it calls, which a request may name (RFC 8707)
 * @param acrAliases short names of levels that this application uses in {@code acr_values}, {@code eidas1} for instance
 */
public record TokenRules(
        @DefaultValue("NONE") Binding binding,
        @DefaultValue("false") boolean requirePushed,
        @DefaultValue("false") boolean requireSignedRequest,
        @DefaultValue("PUBLIC") SubjectType subjectType,
        Optional<String> sector,
        Optional<String> userInfoAlgorithm,
        @DefaultValue Set<String> resources,
        @DefaultValue Map<String, Level> acrAliases) {

    /** Sender constraint of access and refresh tokens. */
    public enum Binding {
        /** Bearer, unless the client itself sends a proof. */
        NONE,
        /** RFC 9449. */
        DPOP,
        /** RFC 8705 §3. */
        MTLS
    }

    public enum SubjectType {
        PUBLIC,
        PAIRWISE
    }

    public static final TokenRules USUAL = new TokenRules(
            Binding.NONE, false, false, SubjectType.PUBLIC, Optional.empty(), Optional.empty(), Set.of(), Map.of());

    public TokenRules {
        resources = Set.copyOf(resources);
        acrAliases = Map.copyOf(acrAliases);
        if (acrAliases.containsValue(Level.REFUSED)) {
            throw new IllegalArgumentException("acr-aliases: what is refused is no level to ask for");
        }
    }

    /** The level that this application means: by a name of its own, or by ours. */
    public Optional<Level> level(String acr, AcrNames names) {
        return Optional.ofNullable(acrAliases.get(acr)).or(() -> names.find(acr));
    }
}
