package org.hospiconnect.idp.enrolment;

import java.util.Objects;
import java.util.Optional;
import org.hospiconnect.idp.directory.PersonId;

/**
 * Somebody typed a right code in this browser, or adds a means by one that they hold.
 *
 * @param reference what the page shows and the trail has
 * @param session in which a means is added, and with which that is over; empty behind a code
 */
record EnrolmentVisit(
        String id, String activation, String person, String csrf, String reference, Optional<String> session) {

    EnrolmentVisit {
        session = Objects.requireNonNullElse(session, Optional.empty()); // of a server of before
    }

    PersonId personId() {
        return PersonId.of(person);
    }
}
