package org.hospiconnect.idp.assurance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a request asks of the sign-in behind it.
 *
 * @param least least level, from the client's registration or {@code acr_values}
 * @param maxAge greatest age of the proof, {@code max_age}; zero asks for one made for this request
 * @param notBefore the proof must not be older than this instant: when the request with {@code prompt=login} or
 *     {@code max_age=0} began
 */
public record Demand(Level least, Optional<Duration> maxAge, Optional<Instant> notBefore) {

    /** Is there a proof strong enough and fresh enough? Both by the same proof (RFC 9470 §4). */
    public boolean isMetBy(List<Proof> proofs, Instant now) {
        return proofs.stream().anyMatch(proof -> isMetBy(proof, now));
    }

    private boolean isMetBy(Proof proof, Instant now) {
        boolean strong = LevelRules.assess(proof).level().reaches(least);
        boolean young = maxAge.map(age -> !proof.at().plus(age).isBefore(now)).orElse(true);
        boolean fresh = notBefore.map(instant -> !proof.at().isBefore(instant)).orElse(true);
        return strong && young && fresh;
    }
}
