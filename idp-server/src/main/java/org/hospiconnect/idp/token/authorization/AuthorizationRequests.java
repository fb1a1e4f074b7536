package org.hospiconnect.idp.token.authorization;

import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.CLIENT_MISSING;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.CLIENT_UNKNOWN;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.PARAMETERS_TOO_MANY;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.PARAMETER_MALFORMED;
import static org.hospiconnect.idp.token.authorization.AuthorizationRefusal.SIGN_IN_OVER;

import jakarta.servlet.http.HttpServletRequest;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.WaitingRequests;
import org.hospiconnect.idp.token.authorization.ReadRequests.Way;
import org.hospiconnect.idp.value.AddressSettings;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Reads an authorization request, once for all, whatever way it comes: by query or form, pushed before (RFC 9126), as a signed
 * object (RFC 9101), or back from the pages of the sign-in. First who asks and whether the answer may go to the address it
 * names, then the rest. An error before that proof carries no request and is shown; after, it is redirected.
 */
@Component
public class AuthorizationRequests implements AuthenticationConverter {

    private static final Authentication NOBODY =
            new AnonymousAuthenticationToken("nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

    private final Clients clients;
    private final ReadRequests reader;
    private final PushedRequests pushed;
    private final WaitingRequests waiting;
    private final String address;

    AuthorizationRequests(
            Clients clients,
            ReadRequests reader,
            PushedRequests pushed,
            WaitingRequests waiting,
            AddressSettings address) {
        this.clients = clients;
        this.reader = reader;
        this.pushed = pushed;
        this.waiting = waiting;
        this.address = address.page("/oauth2/authorize");
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        return WaitingRequests.isNamedBy(request) ? continued(request) : arriving(request);
    }

    // Found right when it arrived; read again, because client or address may have gone in between.
    private OAuth2AuthorizationCodeRequestAuthenticationToken continued(HttpServletRequest request) {
        var parameters = waiting.take(request).map(RequestParameters::new).orElseThrow(() -> shown(SIGN_IN_OVER));
        return whole(reader.checked(parameters, client(parameters), Way.CONTINUED));
    }

    private OAuth2AuthorizationCodeRequestAuthenticationToken arriving(HttpServletRequest request) {
        RequestParameters sent = RequestParameters.of(request.getParameterMap()).withoutOurs();
        if (sent.areTooMany()) {
            throw shown(PARAMETERS_TOO_MANY);
        }
        if (sent.haveControls()) {
            throw shown(PARAMETER_MALFORMED);
        }
        RelyingApplication client = client(sent);
        return whole(
                PushedRequests.isNamedBy(sent)
                        ? reader.checked(pushed(sent, client), client, Way.PUSHED)
                        : reader.read(sent, client, Way.BROWSER));
    }

    // RFC 9126 §4: what was pushed is the request; what stands beside it is not read
    private RequestParameters pushed(RequestParameters sent, RelyingApplication client) {
        String uri = sent.single("request_uri").orElseThrow(() -> shown(AuthorizationRefusal.REQUEST_URI_UNKNOWN));
        return pushed.find(uri)
                .filter(kept -> kept.client().equals(client.id()))
                .map(kept -> new RequestParameters(kept.parameters()).with(PushedRequests.MARK, uri))
                .orElseThrow(() -> shown(AuthorizationRefusal.REQUEST_URI_UNKNOWN));
    }

    private RelyingApplication client(RequestParameters parameters) {
        String clientId = parameters.single("client_id").orElseThrow(() -> shown(CLIENT_MISSING));
        return clients.find(clientId).filter(RelyingApplication::enabled).orElseThrow(() -> shown(CLIENT_UNKNOWN));
    }

    private OAuth2AuthorizationCodeRequestAuthenticationToken whole(ReadRequests.Outcome outcome) {
        return switch (outcome) {
            case ReadRequests.Outcome.Right(RequestParameters parameters) -> token(parameters);
            case ReadRequests.Outcome.Shown(AuthorizationRefusal refusal) -> throw shown(refusal);
            case ReadRequests.Outcome.Redirected(AuthorizationRefusal refusal, RequestParameters parameters) ->
                throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                        new AuthorizationError(refusal), token(parameters));
        };
    }

    private OAuth2AuthorizationCodeRequestAuthenticationToken token(RequestParameters parameters) {
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                address,
                parameters.single("client_id").orElseThrow(),
                NOBODY,
                parameters.single("redirect_uri").orElseThrow(),
                parameters.single("state").orElse(null),
                AuthorizationChecks.grantable(parameters),
                parameters.others());
    }

    private static OAuth2AuthenticationException shown(AuthorizationRefusal refusal) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(new AuthorizationError(refusal), null);
    }
}
