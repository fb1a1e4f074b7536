package org.hospiconnect.idp.session;

/** What may have changed behind sessions; at most 5 s old, or 60 s while the store is away. */
interface FactsOfSessions {

    SessionFacts of(Session session);
}
