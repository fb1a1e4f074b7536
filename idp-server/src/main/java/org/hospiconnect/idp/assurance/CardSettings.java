package org.hospiconnect.idp.assurance;

import java.util.Set;
import org.hospiconnect.idp.assurance.Occasion.Card;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which CPx cards count (RIE v1 EXI 06, v2 EXI RIE-PS 02).
 *
 * @param types CPS, CPF, CPE or CPA; none here: all
 * @param notNominative also those that name nobody
 * @param withoutRpps also those whose holder is not registered in the RPPS; otherwise level low at most by version 2
 */
record CardSettings(
        @DefaultValue Set<Card.Type> types,
        @DefaultValue("false") boolean notNominative,
        @DefaultValue("false") boolean withoutRpps) {

    CardSettings {
        types = Set.copyOf(types);
    }

    boolean take(Card card) {
        return (types.isEmpty() || types.contains(card.type())) && (card.nominative() || notNominative);
    }

    boolean takeAsRegistered(Card card) {
        return card.inRpps() || withoutRpps;
    }
}
