package org.hospiconnect.idp.value;

import java.time.Instant;

/** A collection in PostgreSQL whose rows may go once they have expired; one housekeeping asks all of them. */
public interface Expiring {

    /**
     * Removes rows that were over before this instant, so that they take no right away from anybody any more. Two servers may do
     * it at once.
     *
     * @param before a day ago or longer: clocks of servers differ
     * @param most how many rows at once
     * @return how many were removed
     */
    int removeOverBefore(Instant before, int most);
}
