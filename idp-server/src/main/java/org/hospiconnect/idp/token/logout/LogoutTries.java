package org.hospiconnect.idp.token.logout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.session.LogoutNotice.State;

/** What becomes of a logout notice after a try (OpenID Connect Back-Channel Logout 1.0 §2.7, §2.8); pure. */
final class LogoutTries {

    /** Pauses between tries; about three hours in all, within the 4 h that a session of the application may last. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(1));

    /** An application that says 400 may not know our newest key yet; after that it means it. */
    private static final int REFUSALS_HEARD = 3;

    private LogoutTries() {}

    sealed interface Outcome {

        record Settled(State state) implements Outcome {}

        record Again(Duration pause) implements Outcome {}
    }

    /**
     * @param tries so far, this one included
     * @param status of the answer; empty when there was none
     */
    static Outcome after(int tries, Optional<Integer> status) {
        int code = status.orElse(0);
        // 204 is what some frameworks make of an empty 200 (§2.8)
        if (code == 200 || code == 204) {
            return new Outcome.Settled(State.DELIVERED);
        }
        if (code == 400 && tries >= REFUSALS_HEARD) {
            return new Outcome.Settled(State.REFUSED);
        }
        return tries > PAUSES.size() ? new Outcome.Settled(State.FAILED) : new Outcome.Again(PAUSES.get(tries - 1));
    }
}
