package org.hospiconnect.idp.token;

import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.client.RegistrationRules;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.session.Wanted;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * An application acts for itself (RFC 6749 §4.4): no person, no session, no refresh token. One signature and one row of the
 * trail, which shares its commit with those of other requests; the registration is read from memory.
 */
@Component
public class ClientCredentialsGrant implements AuthenticationProvider {

    private final Grants grants;
    private final KeyBindings bindings;
    private final MachineTokens tokens;
    private final TokenTrail trail;

    ClientCredentialsGrant(Grants grants, KeyBindings bindings, MachineTokens tokens, TokenTrail trail) {
        this.grants = grants;
        this.bindings = bindings;
        this.tokens = tokens;
        this.trail = trail;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return authentication.equals(OAuth2ClientCredentialsAuthenticationToken.class);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var asked = (OAuth2ClientCredentialsAuthenticationToken) authentication;
        ProvedClient caller = TokenAnswer.proved(asked);
        RelyingApplication application = caller.application();
        Set<String> scopes = asked.getScopes().isEmpty() ? application.machineScopes() : asked.getScopes();
        Optional<Set<String>> resources = Resources.narrowed(Set.of(), application, asked.getAdditionalParameters());
        refusal(application, scopes, resources).ifPresent(refusal -> {
            throw trail.refused(refusal, caller);
        });
        Terms terms = Terms.NONE.forResources(resources.orElseThrow()).boundTo(bindings.of(caller, Optional.empty()));
        MachineTokens.Made made = tokens.make(application, scopes, terms);
        trail.issuedToMachine(application.id(), scopes, made.jti());
        return TokenAnswer.of(asked, made.token());
    }

    private Optional<TokenRefusal> refusal(
            RelyingApplication application, Set<String> scopes, Optional<Set<String>> resources) {
        if (!application.mayUse(RegistrationRules.CLIENT_CREDENTIALS)) {
            return Optional.of(TokenRefusal.GRANT_NOT_ALLOWED);
        }
        if (!application.machineScopes().containsAll(scopes)) {
            return Optional.of(TokenRefusal.SCOPE_NOT_REGISTERED);
        }
        return resources.isEmpty()
                ? Optional.of(TokenRefusal.RESOURCE_UNKNOWN)
                : grants.refusal(new Wanted(application.id(), scopes, resources.get()));
    }
}
