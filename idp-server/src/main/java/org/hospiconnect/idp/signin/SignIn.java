package org.hospiconnect.idp.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Demand;
import org.hospiconnect.idp.assurance.Level;

/**
 * One sign-in under way: an authorization request that waits for a stronger or fresher proof.
 *
 * @param id in page addresses; useless without the browser's cookie
 * @param browser hash of the cookie of the browser that began it
 * @param csrf token of its forms
 * @param query the authorization request as it came, to be sent again
 * @param fresh only a proof made since {@code begunAt} counts ({@code prompt=login}, {@code max_age=0})
 * @param wantsSituation the application asked for the work situation
 * @param reference what the person reads to the help desk
 */
record SignIn(
        String id,
        String browser,
        String csrf,
        String clientId,
        String clientName,
        String query,
        String redirectUri,
        Optional<String> state,
        Level least,
        Optional<Duration> maxAge,
        boolean fresh,
        boolean wantsSituation,
        Optional<String> loginHint,
        Instant begunAt,
        String reference) {

    Demand demand() {
        return new Demand(least, maxAge, fresh ? Optional.of(begunAt) : Optional.empty());
    }
}
