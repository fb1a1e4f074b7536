package org.hospiconnect.idp.token.authorization;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.token.DpopProof;
import org.hospiconnect.idp.token.Possession;
import org.hospiconnect.idp.token.TokenSettings;
import org.hospiconnect.idp.token.authorization.ReadRequests.Outcome;
import org.hospiconnect.idp.token.authorization.ReadRequests.Way;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Throttle;
import org.hospiconnect.idp.value.Throttle.Limit;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2PushedAuthorizationRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes authorization requests from clients themselves (RFC 9126): read and checked as those of a browser, kept for a minute
 * and a half, answered with their name. The client was authenticated before.
 */
@Component
public class PushedRequestEndpoint
        implements AuthenticationConverter, AuthenticationProvider, AuthenticationSuccessHandler {

    private final Clients clients;
    private final ReadRequests reader;
    private final PushedRequests pushed;
    private final Throttle throttle;
    private final TokenSettings settings;
    private final String address;
    private final JsonMapper json;
    private final Clock clock;

    PushedRequestEndpoint(
            Clients clients,
            ReadRequests reader,
            PushedRequests pushed,
            Throttle throttle,
            TokenSettings settings,
            AddressSettings address,
            JsonMapper json,
            Clock clock) {
        this.json = json;
        this.clients = clients;
        this.reader = reader;
        this.pushed = pushed;
        this.throttle = throttle;
        this.settings = settings;
        this.address = address.page("/oauth2/authorize");
        this.clock = clock;
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        Authentication caller = Optional.ofNullable(
                        SecurityContextHolder.getContext().getAuthentication())
                .orElseThrow(() -> new IllegalStateException("the client is authenticated before"));
        RelyingApplication client = clients.find(caller.getName()).orElseThrow();
        RequestParameters sent =
                RequestParameters.of(request.getParameterMap()).withoutOurs().withoutCredentials();
        RequestParameters meant =
                meant(sent, client, Possession.of(request).proof().map(DpopProof::thumbprint));
        // nobody was proved: strangers must not fill the store
        if (client.isPublic()
                && !throttle.allows(
                        Limit.PUSHED_ADDRESS,
                        Throttle.Use.keeping(request.getRemoteAddr(), meant.kept()),
                        settings.pushedFromAddress(),
                        settings.pushedRequest())) {
            throw refused(AuthorizationRefusal.PUSHED_TOO_MANY);
        }
        return new OAuth2PushedAuthorizationRequestAuthenticationToken(
                address,
                client.id(),
                caller,
                meant.single("redirect_uri").orElseThrow(),
                meant.single("state").orElse(null),
                AuthorizationChecks.scopes(meant),
                meant.others());
    }

    /** RFC 9449 §10.1: a proof that comes with the push names the key of the code. */
    private static RequestParameters bound(RequestParameters parameters, Optional<String> key) {
        Optional<String> named = parameters.single("dpop_jkt");
        if (key.isPresent() && named.isPresent() && !named.equals(key)) {
            throw refused(AuthorizationRefusal.DPOP_JKT_OF_ANOTHER);
        }
        return key.map(thumbprint -> parameters.with("dpop_jkt", thumbprint)).orElse(parameters);
    }

    private RequestParameters meant(RequestParameters sent, RelyingApplication client, Optional<String> key) {
        if (sent.areTooMany() || sent.haveControls()) {
            throw refused(AuthorizationRefusal.PARAMETER_MALFORMED);
        }
        // §2.1: no request by reference here
        if (sent.whole("request_uri").isPresent()) {
            throw refused(AuthorizationRefusal.REQUEST_URI_PUSHED);
        }
        if (sent.single("client_id").filter(id -> !id.equals(client.id())).isPresent()) {
            throw refused(AuthorizationRefusal.CLIENT_MISMATCH);
        }
        return switch (reader.read(sent.with("client_id", client.id()), client, Way.TO_BE_PUSHED)) {
            case Outcome.Right(var parameters) -> bound(parameters, key);
            case Outcome.Shown(var refusal) -> throw refused(refusal);
            case Outcome.Redirected redirected -> throw refused(redirected.refusal());
        };
    }

    private static OAuth2AuthenticationException refused(AuthorizationRefusal refusal) {
        return new OAuth2AuthenticationException(new AuthorizationError(refusal));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return authentication.equals(OAuth2PushedAuthorizationRequestAuthenticationToken.class);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var request = (OAuth2PushedAuthorizationRequestAuthenticationToken) authentication;
        Instant end = clock.instant().plus(settings.pushedRequest());
        String uri = pushed.add(new PushedRequests.Pushed(
                request.getClientId(), RequestParameters.pushed(request).values(), end));
        return new OAuth2PushedAuthorizationRequestAuthenticationToken(
                address,
                request.getClientId(),
                (Authentication) request.getPrincipal(),
                uri,
                end,
                request.getRedirectUri(),
                request.getState(),
                request.getScopes());
    }

    /** RFC 9126 §2.2; the framework's own would count with the machine's clock. */
    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest http, HttpServletResponse response, Authentication authentication) throws IOException {
        var kept = (OAuth2PushedAuthorizationRequestAuthenticationToken) authentication;
        Map<String, Object> members = Map.of(
                "request_uri", Objects.requireNonNull(kept.getRequestUri()),
                "expires_in", settings.pushedRequest().toSeconds());
        response.setStatus(HttpServletResponse.SC_CREATED);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(members));
    }
}
