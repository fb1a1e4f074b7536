package org.hospiconnect.idp.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.PersonId;

/**
 * One person in one browser.
 *
 * @param sid stable name of the session, {@code sid} in tokens; not the cookie
 * @param proofs each successful ceremony, oldest first
 * @param workSituation id of the situation chosen; empty when none was
 * @param clients applications signed in to, for logout
 */
public record Session(
        String sid,
        PersonId person,
        List<Proof> proofs,
        Instant openedAt,
        Instant lastActivityAt,
        Optional<String> workSituation,
        Set<String> clients) {

    public Session {
        proofs = List.copyOf(proofs);
        clients = Set.copyOf(clients);
    }
}
