package org.hospiconnect.idp.signin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Demand;
import org.hospiconnect.idp.assurance.Level;

/**
 * One sign-in under way: an authorization request that waits for a stronger or fresher proof.
 *
 * @param id in page addresses; useless without the browser's cookie
 * @param browser hash of the cookie of the browser that began it
 * @param csrf token of its forms
 * @param parameters the authorization request, whole, by whatever way it came
 * @param refusal what the application hears instead, once the person gave up
 * @param reference what the person reads to the help desk
 */
record SignIn(
        String id,
        String browser,
        String csrf,
        String clientId,
        String clientName,
        Map<String, List<String>> parameters,
        AskedSignIn asked,
        Optional<String> refusal,
        Instant begunAt,
        String reference) {

    SignIn {
        parameters = Map.copyOf(parameters);
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

    SignIn refused(String error) {
        return new SignIn(
                id, browser, csrf, clientId, clientName, parameters, asked, Optional.of(error), begunAt, reference);
    }
}
