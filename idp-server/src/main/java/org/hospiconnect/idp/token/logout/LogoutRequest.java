package org.hospiconnect.idp.token.logout;

import java.util.Optional;
import org.hospiconnect.idp.client.RelyingApplication;

/**
 * A request to sign out (OpenID Connect RP-Initiated Logout 1.0 §2), once it is proved.
 *
 * @param sid of the session that the hint was issued in; empty without a hint
 * @param client that asks
 * @param address registered for that client
 */
record LogoutRequest(
        Optional<String> sid, Optional<RelyingApplication> client, Optional<String> address, Optional<String> state) {

    /** Nobody asks but whoever sits at the browser. */
    static final LogoutRequest OF_NOBODY =
            new LogoutRequest(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What came, read; or why it is refused and shown. */
    sealed interface Reading {

        record Read(LogoutRequest request) implements Reading {}

        /** What should prove it does not: the person may leave all the same, and is led nowhere (§2, §4). */
        record Unproved(Refusal why) implements Reading {}

        record Refused(Refusal refusal) implements Reading {}
    }

    enum Refusal {
        PARAMETER_DOUBLED,
        PARAMETER_MALFORMED,
        PARAMETER_TOO_LONG,
        HINT_NOT_OURS,
        CLIENT_UNKNOWN,
        CLIENT_OF_ANOTHER_HINT,
        REDIRECT_UNKNOWN
    }
}
