package org.hospiconnect.idp.session;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.Validity;
import org.hospiconnect.idp.directory.Person;

/**
 * What may have changed behind a session since it was opened.
 *
 * @param ended before its time, alone or with all of its person
 * @param person empty when nobody has that id any more
 * @param means those that its proofs were made with; an unknown one is missing
 */
record SessionFacts(boolean ended, Optional<Person> person, List<Validity> means) {

    SessionFacts {
        means = List.copyOf(means);
    }

    Optional<Person> personAtWork(LocalDate today) {
        return person.filter(known -> known.mayWorkOn(today));
    }

    boolean mayUse(Proof proof, Instant now) {
        return means.stream()
                .filter(known -> known.id().equals(proof.authenticator()))
                .anyMatch(known -> known.isUsableAt(now));
    }
}
