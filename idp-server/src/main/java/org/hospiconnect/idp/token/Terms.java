package org.hospiconnect.idp.token;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2AccessToken;

/**
 * What a grant carries besides its scopes.
 *
 * @param idTokenClaims asked one by one for the ID token (OpenID Connect Core §5.5)
 * @param userInfoClaims the same for userinfo
 * @param acr names of levels, one of which the sign-in must be told by (§5.5.1.1); empty: by its own
 * @param resources interfaces that access tokens are for (RFC 8707); empty: the application's own
 * @param confirmation the key that its tokens are bound to
 */
public record Terms(
        Set<String> idTokenClaims,
        Set<String> userInfoClaims,
        List<String> acr,
        Set<String> resources,
        Optional<Confirmation> confirmation) {

    public static final Terms NONE = new Terms(Set.of(), Set.of(), List.of(), Set.of(), Optional.empty());

    public Terms {
        idTokenClaims = Set.copyOf(idTokenClaims);
        userInfoClaims = Set.copyOf(userInfoClaims);
        // written by a node that did not know it
        acr = acr == null ? List.of() : List.copyOf(acr);
        resources = Set.copyOf(resources);
    }

    /**
     * Whose key proves possession (RFC 7800).
     *
     * @param method member of {@code cnf}: {@code jkt} (RFC 9449 §6.1) or {@code x5t#S256} (RFC 8705 §3.1)
     * @param thumbprint SHA-256, base64url
     */
    public record Confirmation(String method, String thumbprint) {

        static final String DPOP = "jkt";
        static final String MTLS = "x5t#S256";

        public boolean isDpop() {
            return method.equals(DPOP);
        }
    }

    /** As the token answer writes it. */
    OAuth2AccessToken.TokenType tokenType() {
        return confirmation.filter(Confirmation::isDpop).isPresent()
                ? OAuth2AccessToken.TokenType.DPOP
                : OAuth2AccessToken.TokenType.BEARER;
    }

    Terms boundTo(Optional<Confirmation> key) {
        return new Terms(idTokenClaims, userInfoClaims, acr, resources, key);
    }

    public Terms forResources(Set<String> asked) {
        return new Terms(idTokenClaims, userInfoClaims, acr, asked, confirmation);
    }
}
