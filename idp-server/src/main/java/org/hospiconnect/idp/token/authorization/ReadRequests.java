package org.hospiconnect.idp.token.authorization;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Optional;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.token.OwnJwts;
import org.hospiconnect.idp.token.PlainText;
import org.hospiconnect.idp.token.SessionNames;
import org.hospiconnect.idp.token.Tokens;
import org.hospiconnect.idp.token.UsedCodes;
import org.springframework.stereotype.Component;

/** From the parameters that came to the request they mean, or to the refusal and the place where it is told. */
@Component
class ReadRequests {

    /** The session that the application's own goes back to. */
    private static final String CONTINUES = "hc_sid";

    private final RequestObjects objects;
    private final OwnJwts jwts;
    private final SessionNames names;
    private final UsedCodes used;

    ReadRequests(RequestObjects objects, OwnJwts jwts, SessionNames names, UsedCodes used) {
        this.used = used;
        this.objects = objects;
        this.jwts = jwts;
        this.names = names;
    }

    /** How a request came. */
    enum Way {
        BROWSER,
        /** To the endpoint of RFC 9126, by the client itself. */
        TO_BE_PUSHED,
        /** From there, by name. */
        PUSHED,
        /** Back from the sign-in. */
        CONTINUED
    }

    /** Right; or refused, and shown as long as the address isn't proved. */
    sealed interface Outcome {

        record Right(RequestParameters parameters) implements Outcome {}

        record Shown(AuthorizationRefusal refusal) implements Outcome {}

        record Redirected(AuthorizationRefusal refusal, RequestParameters parameters) implements Outcome {}
    }

    /** Parameters, or one signed object that holds them all. */
    Outcome read(RequestParameters sent, RelyingApplication client, Way way) {
        Optional<String> object = sent.whole("request");
        if (object.isEmpty()) {
            return client.tokens().requireSignedRequest()
                    ? refused(AuthorizationRefusal.REQUEST_OBJECT_MISSING, sent, client)
                    : checked(sent, client, way);
        }
        if (!client.keys().canSign()) {
            return refused(AuthorizationRefusal.REQUEST_OBJECT, sent, client);
        }
        if (sent.single("request_uri").isPresent()) {
            return refused(AuthorizationRefusal.REQUEST_URI, sent, client);
        }
        return objects.read(client, object.get())
                .map(RequestParameters::withoutOurs)
                .map(inside -> checked(inside, client, way))
                .orElseGet(() -> refused(AuthorizationRefusal.REQUEST_OBJECT_INVALID, sent, client));
    }

    /** Address first, then each check of {@link AuthorizationChecks}, then the hint. */
    Outcome checked(RequestParameters meant, RelyingApplication client, Way way) {
        Optional<AuthorizationRefusal> unproved = unproved(meant, client);
        if (unproved.isPresent()) {
            return new Outcome.Shown(unproved.get());
        }
        if (client.mustPush() && way == Way.BROWSER) {
            return new Outcome.Redirected(AuthorizationRefusal.PUSH_REQUIRED, meant);
        }
        return AuthorizationChecks.refusal(meant, client)
                .<Outcome>map(refusal -> new Outcome.Redirected(refusal, meant))
                .orElseGet(() -> hinted(meant, client));
    }

    private static Optional<AuthorizationRefusal> unproved(RequestParameters meant, RelyingApplication client) {
        Optional<String> address = meant.single("redirect_uri");
        if (address.isEmpty()) {
            return Optional.of(AuthorizationRefusal.REDIRECT_MISSING);
        }
        return RedirectAddresses.isRegistered(address.get(), client)
                ? Optional.empty()
                : Optional.of(AuthorizationRefusal.REDIRECT_UNKNOWN);
    }

    // A refusal of the envelope is redirected only to an address that stands outside it and is registered.
    private static Outcome refused(AuthorizationRefusal refusal, RequestParameters sent, RelyingApplication client) {
        return unproved(sent, client)
                .<Outcome>map(_ -> new Outcome.Shown(refusal))
                .orElseGet(() -> new Outcome.Redirected(refusal, sent));
    }

    /** OpenID Connect Core §3.1.2.1: an ID token of ours, for this client; it may have expired. It says whose and which session is meant. */
    private Outcome hinted(RequestParameters meant, RelyingApplication client) {
        Optional<String> hint = meant.whole("id_token_hint");
        if (hint.isEmpty()) {
            return new Outcome.Right(meant.single("sid")
                    .flatMap(name -> own(name, client))
                    .map(sid -> meant.with(CONTINUES, sid))
                    .orElse(meant));
        }
        return jwts.read(Tokens.ID_TOKEN, hint.get())
                .filter(claims -> claims.getAudience().contains(client.id()))
                .<Outcome>map(claims -> new Outcome.Right(hinted(meant, claims)))
                .orElseGet(() -> new Outcome.Redirected(AuthorizationRefusal.HINT_NOT_OURS, meant));
    }

    /** Under the name that this application has for it, and only a session in which it was signed in to. */
    private Optional<String> own(String name, RelyingApplication client) {
        String sid = names.sid(name);
        return PlainText.is(name) && names.of(sid, client).equals(name) && used.wasRedeemed(sid, client.id())
                ? Optional.of(sid)
                : Optional.empty();
    }

    private RequestParameters hinted(RequestParameters meant, JWTClaimsSet hint) {
        var about = meant.with("hc_subject", hint.getSubject());
        return names.sid(hint).map(sid -> about.with(CONTINUES, sid)).orElse(about);
    }
}
