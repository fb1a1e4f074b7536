package org.hospiconnect.idp.enrolment;

import java.util.Optional;

/** Enrolments under way, found by the browser's cookie. */
interface EnrolmentVisits {

    void add(String cookie, EnrolmentVisit visit);

    Optional<EnrolmentVisit> find(String cookie);

    void remove(String cookie);
}
