package org.hospiconnect.idp.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.value.Bytes;

/**
 * The line of refresh tokens that follows one code.
 *
 * @param id the first part of each of its tokens
 * @param current hash of the token that is good
 * @param replaced what was current before; empty until the first rotation
 * @param rotations how often it was refreshed
 * @param ended by a revocation, before its time
 * @param expiresAt the end of the session
 */
record RefreshFamily(
        String id,
        String person,
        String client,
        String sid,
        Set<String> scopes,
        Terms terms,
        Bytes current,
        Optional<Replaced> replaced,
        long rotations,
        boolean ended,
        Instant issuedAt,
        Instant expiresAt) {

    /** An application that asks twice at once, or lost our answer, asks again within this time. */
    static final Duration GRACE = Duration.ofSeconds(2);

    /** The token before the current one. */
    record Replaced(Bytes hash, Instant at) {}

    /** What a token that carries this family's name is. */
    enum Turn {
        CURRENT,
        JUST_REPLACED,
        OLD
    }

    RefreshFamily {
        scopes = Set.copyOf(scopes);
    }

    Turn turnOf(Bytes presented, Instant now) {
        if (current.equals(presented)) {
            return Turn.CURRENT;
        }
        return replaced.filter(before -> before.hash().equals(presented))
                        .filter(before -> now.isBefore(before.at().plus(GRACE)))
                        .isPresent()
                ? Turn.JUST_REPLACED
                : Turn.OLD;
    }
}
