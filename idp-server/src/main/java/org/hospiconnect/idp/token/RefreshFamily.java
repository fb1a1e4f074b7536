package org.hospiconnect.idp.token;

import java.time.Instant;
import java.util.Set;
import org.hospiconnect.idp.value.Bytes;

/**
 * The line of refresh tokens that follows one code.
 *
 * @param id the first part of each of its tokens
 * @param current hash of the only token that is good
 * @param rotations how often it was refreshed
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
        long rotations,
        Instant issuedAt,
        Instant expiresAt) {

    RefreshFamily {
        scopes = Set.copyOf(scopes);
    }
}
