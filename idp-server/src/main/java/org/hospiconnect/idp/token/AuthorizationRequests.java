package org.hospiconnect.idp.token;

import static org.hospiconnect.idp.token.AuthorizationRefusal.CLIENT_MISSING;
import static org.hospiconnect.idp.token.AuthorizationRefusal.CLIENT_UNKNOWN;
import static org.hospiconnect.idp.token.AuthorizationRefusal.PARAMETERS_TOO_MANY;
import static org.hospiconnect.idp.token.AuthorizationRefusal.PARAMETER_MALFORMED;
import static org.hospiconnect.idp.token.AuthorizationRefusal.REDIRECT_MISSING;
import static org.hospiconnect.idp.token.AuthorizationRefusal.REDIRECT_UNKNOWN;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Reads an authorization request, by query or form, once for all: first who asks and whether the answer may go to the
 * address it names, then the rest. An error before that proof carries no request and is shown; after, it is redirected.
 */
@Component
class AuthorizationRequests implements AuthenticationConverter {

    private static final Set<String> READ = Set.of("client_id", "redirect_uri", "state", "scope", "response_type");
    private static final Authentication NOBODY =
            new AnonymousAuthenticationToken("nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

    private final Clients clients;
    private final String address;

    AuthorizationRequests(Clients clients, AddressSettings address) {
        this.clients = clients;
        this.address = address.page("/oauth2/authorize");
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        var parameters = RequestParameters.of(request.getParameterMap());
        if (parameters.areTooMany()) {
            throw shown(PARAMETERS_TOO_MANY);
        }
        if (parameters.haveControls()) {
            throw shown(PARAMETER_MALFORMED);
        }
        String clientId = parameters.single("client_id").orElseThrow(() -> shown(CLIENT_MISSING));
        RelyingApplication client =
                clients.find(clientId).filter(RelyingApplication::enabled).orElseThrow(() -> shown(CLIENT_UNKNOWN));
        String redirectUri = parameters.single("redirect_uri").orElseThrow(() -> shown(REDIRECT_MISSING));
        if (!client.redirectUris().contains(redirectUri)) {
            throw shown(REDIRECT_UNKNOWN);
        }
        OAuth2AuthorizationCodeRequestAuthenticationToken whole = whole(parameters, client, redirectUri);
        AuthorizationChecks.refusal(parameters, client).ifPresent(refusal -> {
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(new AuthorizationError(refusal), whole);
        });
        return whole;
    }

    private OAuth2AuthorizationCodeRequestAuthenticationToken whole(
            RequestParameters parameters, RelyingApplication client, String redirectUri) {
        Map<String, Object> others = new HashMap<>();
        parameters.values().keySet().stream()
                .filter(name -> !READ.contains(name))
                .forEach(name -> parameters.single(name).ifPresent(value -> others.put(name, value)));
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                address,
                client.id(),
                principal(),
                redirectUri,
                parameters.single("state").orElse(null),
                AuthorizationChecks.scopes(parameters),
                others);
    }

    private static Authentication principal() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known == null ? NOBODY : known;
    }

    private static OAuth2AuthenticationException shown(AuthorizationRefusal refusal) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(new AuthorizationError(refusal), null);
    }
}
