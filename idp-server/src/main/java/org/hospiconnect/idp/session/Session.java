package org.hospiconnect.idp.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.PersonId;

/**
 * One person in one browser.
 *
 * @param sid stable name of the session, {@code sid} in tokens; not the cookie
 * @param proofs each successful ceremony, oldest first
 * @param workSituation id of the situation chosen; empty when none was
 */
public record Session(
        String sid,
        PersonId person,
        List<Proof> proofs,
        Instant openedAt,
        Instant lastActivityAt,
        Optional<String> workSituation) {

    public Session {
        proofs = List.copyOf(proofs);
    }
}
