package org.hospiconnect.idp.token.logout;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.token.OwnJwts;
import org.hospiconnect.idp.token.SessionNames;
import org.hospiconnect.idp.token.Tokens;
import org.hospiconnect.idp.token.authorization.RefusedRequestPage;
import org.hospiconnect.idp.token.authorization.RequestParameters;
import org.hospiconnect.idp.token.logout.LogoutRequest.Reading;
import org.hospiconnect.idp.token.logout.LogoutRequest.Refusal;
import org.springframework.stereotype.Component;

/** Reads a request to sign out: whose hint, which client, and is the address one of its own? */
@Component
class LogoutRequests implements RefusedRequestPage.OtherCodes {

    /** RP-Initiated Logout 1.0 §2; nothing else goes on with a browser. */
    static final Set<String> READ =
            Set.of("id_token_hint", "logout_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales");

    private final OwnJwts jwts;
    private final Clients clients;
    private final SessionNames names;

    LogoutRequests(OwnJwts jwts, Clients clients, SessionNames names) {
        this.names = names;
        this.jwts = jwts;
        this.clients = clients;
    }

    @Override
    public Stream<String> names() {
        return Arrays.stream(Refusal.values()).map(Enum::name);
    }

    Reading read(RequestParameters parameters) {
        if (parameters.areTooMany() || parameters.haveDoubles()) {
            return new Reading.Refused(Refusal.PARAMETER_DOUBLED);
        }
        if (parameters.haveControls()) {
            return new Reading.Refused(Refusal.PARAMETER_MALFORMED);
        }
        if (parameters.haveTooLongOnesBut("id_token_hint")) {
            return new Reading.Refused(Refusal.PARAMETER_TOO_LONG);
        }
        Optional<String> hint = parameters.whole("id_token_hint");
        // §2: a hint that has expired still says whose session is meant
        Optional<JWTClaimsSet> claims = hint.flatMap(token -> jwts.read(Tokens.ID_TOKEN, token));
        if (hint.isPresent() && claims.isEmpty()) {
            return new Reading.Unproved(Refusal.HINT_NOT_OURS);
        }
        return read(parameters, claims);
    }

    private Reading read(RequestParameters parameters, Optional<JWTClaimsSet> hint) {
        Optional<String> hinted = hint.flatMap(claims -> OwnJwts.text(claims, "azp"));
        Optional<String> named = parameters.single("client_id");
        if (hinted.isPresent() && named.isPresent() && !hinted.equals(named)) {
            return new Reading.Refused(Refusal.CLIENT_OF_ANOTHER_HINT);
        }
        Optional<String> clientId = named.or(() -> hinted);
        Optional<RelyingApplication> client = clientId.flatMap(clients::find).filter(RelyingApplication::enabled);
        if (clientId.isPresent() && client.isEmpty()) {
            return new Reading.Refused(Refusal.CLIENT_UNKNOWN);
        }
        Optional<String> address = parameters.single("post_logout_redirect_uri");
        if (client.isEmpty() && address.isPresent()) {
            return new Reading.Unproved(Refusal.REDIRECT_UNKNOWN);
        }
        boolean known = address.map(uri -> client.filter(application ->
                                application.postLogoutRedirectUris().contains(uri))
                        .isPresent())
                .orElse(true);
        if (!known) {
            return new Reading.Refused(Refusal.REDIRECT_UNKNOWN);
        }
        Optional<String> sid = hint.flatMap(names::sid);
        // §2: it comes back with the address, so without one it says nothing
        Optional<String> state = address.flatMap(_ -> parameters.single("state"));
        return new Reading.Read(new LogoutRequest(sid, client, address, state));
    }
}
