package org.hospiconnect.idp.authenticator;

import java.time.Instant;

/** May this means be used, and what is known of its make now? As the SQL function {@code authenticator_validities} tells it. */
public record Validity(String id, Authenticator.State state, Instant endsAt, KeyFacts facts) {

    public boolean isUsableAt(Instant now) {
        return state == Authenticator.State.ACTIVE && now.isBefore(endsAt);
    }
}
