package org.hospiconnect.idp.enrolment;

import org.hospiconnect.idp.directory.PersonId;

/** Somebody typed a right code in this browser. {@code reference} is what the page shows and the trail has. */
record EnrolmentVisit(String id, String activation, String person, String csrf, String reference) {

    PersonId personId() {
        return PersonId.of(person);
    }
}
