package org.hospiconnect.idp.signin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Demand;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.RequestedClaims;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.session.Session;

/**
 * One sign-in under way: an authorization request that waits for a stronger or fresher proof.
 *
 * @param id in page addresses; useless without the browser's cookie
 * @param browser hash of the cookie of the browser that began it
 * @param csrf token of its forms
 * @param parameters the authorization request, whole, by whatever way it came
 * @param said what was said on its pages
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
        Said said,
        Instant begunAt,
        String reference,
        int round) {

    /** Between the endpoint and the pages, whatever the two make of it. */
    private static final int MOST_ROUNDS = 5;

    SignIn {
        parameters = Map.copyOf(parameters);
        // one that a server of before kept has none
        said = Objects.requireNonNullElse(said, Said.NOTHING);
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
        return asked.consent() && !said.agreed().equals(Optional.of(session.sid()));
    }

    /** On a shared post: is the person of this session the one who asks, and not whoever came after? */
    boolean isAskedBy(Session session) {
        return asked.continues(session) || said.recognised().equals(Optional.of(session.sid()));
    }

    /** May the person of this session answer its questions? Its pages outlive sessions: Back shows them to whoever came after. */
    boolean isAnsweredBy(Session session) {
        return !session.isOnSharedPost() || isAskedBy(session);
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

    /** What the application hears instead, once the person gave up. */
    Optional<String> refusal() {
        return said.refusal();
    }

    SignIn agreed(Session session) {
        return with(asked, said.agreed(session.sid()));
    }

    SignIn recognised(Session session) {
        return with(asked, said.recognised(session.sid()));
    }

    /** A proof that was given for another request, in another tab, is not one for this. */
    boolean isFreshFor(Session session) {
        return !asked.fresh() || said.proved().equals(Optional.of(session.sid()));
    }

    SignIn proved(Session session) {
        return with(asked, said.proved(session.sid()));
    }

    SignIn displaced(PersonId person) {
        return with(asked, said.displaced(person.toString()));
    }

    /** The application's wish of a language is over. */
    SignIn inAnyLanguage() {
        return with(asked.inAnyLanguage(), said);
    }

    SignIn refused(String error) {
        return with(asked, said.refused(error));
    }

    private SignIn with(AskedSignIn nowAsked, Said nowSaid) {
        return new SignIn(
                id, browser, csrf, clientId, clientName, parameters, nowAsked, nowSaid, begunAt, reference, round);
    }
}
