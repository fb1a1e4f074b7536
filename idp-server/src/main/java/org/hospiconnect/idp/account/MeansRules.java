package org.hospiconnect.idp.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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

    private static final String RESISTANT = "-RESISTANT";

    private MeansRules() {}

    /** @param confirmedFor how long a proof counts here */
    record Circumstances(LevelRules levels, Duration confirmedFor, Instant now) {}

    /**
     * What a proof must be worth.
     *
     * @param resistant to phishing: a code that was typed into a copied page must neither make nor remove a key
     */
    record Needed(Level level, boolean resistant) {

        Needed {
            // what is refused today a reservation may take up again: it is not removed by less than before
            level = level == Level.REFUSED ? Level.LOW : level;
        }

        boolean isMetBy(Assessment said) {
            return said.level().reaches(level) && (said.phishingResistant() || !resistant);
        }

        /** As addresses carry it. */
        String word() {
            return level.name() + (resistant ? RESISTANT : "");
        }

        /** A word that is not ours asks for nothing: what is done afterwards is judged for itself. */
        static Needed of(String word) {
            boolean resistant = word.endsWith(RESISTANT);
            String name = resistant ? word.substring(0, word.length() - RESISTANT.length()) : word;
            return Arrays.stream(Level.values())
                    .filter(level -> level.name().equals(name))
                    .map(level -> new Needed(level, resistant))
                    .findFirst()
                    .orElse(new Needed(Level.SINGLE_FACTOR, false));
        }
    }

    sealed interface Answer {

        /** By this proof, the last of those that are strong enough, whatever stronger one was made before it. */
        record Yes(Proof by, Level level) implements Answer {}

        /** Strong enough once confirmed anew, by a means that is worth as much. */
        record Confirm(Needed needed) implements Answer {}

        record TooWeak() implements Answer {}
    }

    /**
     * Is the session strong enough, and fresh?
     *
     * @param needed by what is removed, or by what is added
     */
    static Answer of(List<Proof> proofs, Needed needed, Circumstances at) {
        return proofs.stream()
                .map(proof -> at.levels().assess(proof, at.now()))
                .filter(needed::isMetBy)
                .max(Comparator.comparing(Assessment::authTime))
                .map(last -> answer(last, needed, at))
                .orElseGet(Answer.TooWeak::new);
    }

    private static Answer answer(Assessment last, Needed needed, Circumstances at) {
        boolean fresh = !last.authTime().plus(at.confirmedFor()).isBefore(at.now());
        return fresh ? new Answer.Yes(last.proof(), last.level()) : new Answer.Confirm(needed);
    }
}
