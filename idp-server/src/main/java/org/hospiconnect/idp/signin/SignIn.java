package org.hospiconnect.idp.signin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Demand;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.RequestedClaims;
import org.hospiconnect.idp.session.Session;

/**
 * One sign-in under way: an authorization request that waits for a stronger or fresher proof.
 *
 * @param id in page addresses; useless without the browser's cookie
 * @param browser hash of the cookie of the browser that began it
 * @param csrf token of its forms
 * @param parameters the authorization request, whole, by whatever way it came
 * @param agreed sid of the session whose person agreed to what the application is told
 * @param refusal what the application hears instead, once the person gave up
 * @param reference what the person reads to the help desk
 * @param round how many times this request was kept: 1 when it arrived
 */
record SignIn(
        String id,
        String browser,
        String csrf,
        String clientId,
        String clientName,
        Map<String, List<String>> parameters,
        AskedSignIn asked,
        Optional<String> agreed,
        Optional<String> refusal,
        Instant begunAt,
        String reference,
        int round) {

    /** Between the endpoint and the pages, whatever the two make of it. */
    private static final int MOST_ROUNDS = 5;

    SignIn {
        parameters = Map.copyOf(parameters);
    }

    /** Did the pages find it done and the endpoint not, again and again? It is refused the next time. */
    boolean isLastRound() {
        return round >= MOST_ROUNDS;
    }

    Demand demand() {
        return asked.demand(begunAt);
    }

    Level least() {
        return asked.least();
    }

    boolean wantsSituation() {
        return asked.wantsSituation();
    }

    /** Proved before the request was kept. */
    String redirectUri() {
        return parameters.getOrDefault("redirect_uri", List.of("")).getFirst();
    }

    /** Must the person of this session still be asked whether the application may be told? */
    boolean awaitsConsentOf(Session session) {
        return asked.consent() && !agreed.equals(Optional.of(session.sid()));
    }

    /** What the application asked for, in its order. */
    List<String> scopes() {
        return List.of(parameters.getOrDefault("scope", List.of("")).getFirst().split(" ", -1));
    }

    /** What it asked for one by one, beside the scopes. */
    RequestedClaims claims() {
        return parameters.getOrDefault("claims", List.of()).stream()
                .findFirst()
                .flatMap(RequestedClaims::parse)
                .orElse(RequestedClaims.NONE);
    }

    SignIn agreed(Session session) {
        return with(asked, Optional.of(session.sid()), refusal);
    }

    /** The application's wish of a language is over. */
    SignIn inAnyLanguage() {
        return with(asked.inAnyLanguage(), agreed, refusal);
    }

    SignIn refused(String error) {
        return with(asked, agreed, Optional.of(error));
    }

    private SignIn with(AskedSignIn nowAsked, Optional<String> nowAgreed, Optional<String> nowRefused) {
        return new SignIn(
                id,
                browser,
                csrf,
                clientId,
                clientName,
                parameters,
                nowAsked,
                nowAgreed,
                nowRefused,
                begunAt,
                reference,
                round);
    }
}
