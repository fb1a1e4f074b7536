package org.hospiconnect.idp.assurance;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a proof came about, beside its means and its ceremony. What is not told counts least.
 *
 * @param network where it was made
 * @param rules those in force then, by which it is judged for as long as its session lasts; empty in sessions of before: the date says it
 * @param upstream what another identity provider said; empty where the person was verified here
 * @param card that was read; empty for every other means
 * @param backup by a means of the backup mode
 */
public record Occasion(
        Network network,
        Optional<RulesInForce> rules,
        Optional<Upstream> upstream,
        Optional<Card> card,
        boolean backup) {

    public static final Occasion UNTOLD =
            new Occasion(Network.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty(), false);

    public Occasion {
        network = Objects.requireNonNullElse(network, Network.UNKNOWN);
        rules = Objects.requireNonNullElse(rules, Optional.empty());
        upstream = Objects.requireNonNullElse(upstream, Optional.empty());
        card = Objects.requireNonNullElse(card, Optional.empty());
    }

    /** What the best proof of a kind tells. */
    static Occasion best(String kind) {
        var upstream = new Upstream(Optional.of(Level.HIGH), Level.HIGH);
        var card = new Card(Card.Type.CPS, true, true, false);
        return new Occasion(
                Network.LOCAL,
                Optional.empty(),
                Optional.of(upstream).filter(_ -> kind.equals(Upstream.KIND)),
                Optional.of(card).filter(_ -> kind.equals(Card.KIND)),
                false);
    }

    /** The same, placed and dated. */
    Occasion in(Network where, RulesInForce inForce) {
        return new Occasion(where, Optional.of(inForce), upstream, card, backup);
    }

    /** RIE v1 §4.6.3.3: the Internet, telework and the guest Wi-Fi are remote. */
    public enum Network {
        LOCAL,
        REMOTE,
        /** Counts as remote. */
        UNKNOWN
    }

    /**
     * A sign-in elsewhere.
     *
     * @param said the level that it told; empty: none, which counts as low
     * @param ceiling that the hospital believes it at most
     */
    public record Upstream(Optional<Level> said, Level ceiling) {

        /** Proofs of this kind tell it. */
        static final String KIND = "psc";

        public Upstream {
            said = Objects.requireNonNullElse(said, Optional.empty());
            if (least(said, ceiling).compareTo(Level.SINGLE_FACTOR) < 0) {
                throw new IllegalArgumentException("no sign-in elsewhere is worth less than a single factor");
            }
        }

        Level level() {
            return least(said, ceiling);
        }

        private static Level least(Optional<Level> said, Level ceiling) {
            return Collections.min(List.of(said.orElse(Level.LOW), ceiling));
        }
    }

    /**
     * A CPx card.
     *
     * @param nominative it names its holder
     * @param inRpps its holder is registered in the RPPS
     * @param contactless it was read by its contactless chip
     */
    public record Card(Type type, boolean nominative, boolean inRpps, boolean contactless) {

        /** Proofs of this kind tell it. */
        static final String KIND = "card";

        /** CDE is a CPE, CDA a CPA. */
        public enum Type {
            CPS,
            CPF,
            CPE,
            CPA
        }
    }
}
