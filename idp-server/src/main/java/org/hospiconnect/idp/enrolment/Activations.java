package org.hospiconnect.idp.enrolment;

import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;

/** Activation codes that were made, and the wrong ones that were typed. */
interface Activations {

    void add(Activation activation, Bytes codeHash, String madeBy);

    Optional<Activation> find(Bytes codeHash);

    Optional<Activation> find(String id);

    /** One statement: of two uses at once, one wins; false when it was used or has expired. */
    boolean claim(String id, Instant now);

    /** Counts a wrong code from this address. */
    void countFailure(String source, Instant now);

    /** How many wrong codes this address typed, none of them followed by silence since {@code since}. */
    int failures(String source, Instant since);
}
