package org.hospiconnect.idp.token.dmp;

import java.time.Instant;
import java.util.Set;
import org.hospiconnect.idp.token.Revocations;

/** Tokens and families that a test has ended; the journeys use the real table. */
record EndedTokens(Set<String> ended) implements Revocations {

    @Override
    public boolean endToken(String jti, Instant at) {
        throw new AssertionError("an exchange ends nothing");
    }

    @Override
    public boolean endFamily(String family, Instant at) {
        throw new AssertionError("an exchange ends nothing");
    }

    @Override
    public boolean isTokenEnded(String jti, String family) {
        return ended.contains(jti) || ended.contains(family);
    }
}
