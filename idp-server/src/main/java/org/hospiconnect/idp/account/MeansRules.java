package org.hospiconnect.idp.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.assurance.Proof;

/**
 * May this session add or remove a means? Never by a weaker one (2015/1502 annex 2.2.3, 2.2.4), and never by a proof that somebody
 * else may have walked up to. To suspend needs no rule: it is always allowed.
 */
final class MeansRules {

    private MeansRules() {}

    /** @param confirmedFor how long a proof counts here */
    record Circumstances(LevelRules levels, Duration confirmedFor, Instant now) {}

    enum Answer {
        YES,
        /** Strong enough once confirmed anew. */
        CONFIRM,
        TOO_WEAK
    }

    /**
     * Is the session strong enough, and fresh?
     *
     * @param needed the level of what is removed, or of what is added
     */
    static Answer of(List<Proof> proofs, Level needed, Circumstances at) {
        List<Proof> fresh = proofs.stream()
                .filter(proof -> !proof.at().plus(at.confirmedFor()).isBefore(at.now()))
                .toList();
        if (!fresh.isEmpty() && at.levels().assess(fresh, at.now()).level().reaches(needed)) {
            return Answer.YES;
        }
        return at.levels().assess(proofs, at.now()).level().reaches(needed) ? Answer.CONFIRM : Answer.TOO_WEAK;
    }
}
