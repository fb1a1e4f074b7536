package org.hospiconnect.idp.enrolment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;

/** Activation codes that were made, and the wrong ones that were typed. */
interface Activations {

    void add(Activation activation, Bytes codeHash, String madeBy);

    Optional<Activation> find(Bytes codeHash);

    Optional<Activation> find(String id);

    /** Those of this person that still open something open nothing from {@code now}; their ids. In the caller's transaction, one at a time. */
    List<String> withdrawAllOf(PersonId person, Instant now);

    /** One statement: of two uses at once, one wins; false when it was used or has expired. */
    boolean claim(String id, Instant now);

    /** Counts a wrong code against each of these; what began before {@code since} begins again. */
    void countFailure(List<String> sources, Instant now, Instant since);

    /** How many wrong codes are counted against each since the count began, if it began after {@code since}. */
    Map<String, Integer> failures(List<String> sources, Instant since);

    void forgetFailures(String source);
}
