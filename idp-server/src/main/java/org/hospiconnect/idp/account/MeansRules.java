package org.hospiconnect.idp.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.hospiconnect.idp.assurance.Assessment;
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

    sealed interface Answer {

        /** By this proof, the last of those that are strong enough, whatever stronger one was made before it. */
        record Yes(Proof by, Level level) implements Answer {}

        /** Strong enough once confirmed anew, by a means of that level. */
        record Confirm(Level needed) implements Answer {}

        record TooWeak() implements Answer {}
    }

    /**
     * Is the session strong enough, and fresh?
     *
     * @param needed the level of what is removed, or of what is added
     */
    static Answer of(List<Proof> proofs, Level needed, Circumstances at) {
        return proofs.stream()
                .map(proof -> at.levels().assess(proof, at.now()))
                .filter(assessment -> assessment.level().reaches(needed))
                .max(Comparator.comparing(Assessment::authTime))
                .map(last -> answer(last, needed, at))
                .orElseGet(Answer.TooWeak::new);
    }

    private static Answer answer(Assessment last, Level needed, Circumstances at) {
        boolean fresh = !last.authTime().plus(at.confirmedFor()).isBefore(at.now());
        return fresh ? new Answer.Yes(last.proof(), last.level()) : new Answer.Confirm(needed);
    }
}
