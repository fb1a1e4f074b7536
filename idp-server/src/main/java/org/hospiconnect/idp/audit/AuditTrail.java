package org.hospiconnect.idp.audit;

import org.jspecify.annotations.Nullable;

/** The append-only trail of acts. */
public interface AuditTrail {

    /**
     * Records an act: inside a transaction the row is part of it; outside, the call returns when the row is committed
     * (group append). An act that can't be recorded does not happen: {@code Unavailable} rises.
     */
    void record(AuditEntry entry);

    /**
     * Counts a refusal that came before a client or a person was proved: one row a source and minute, so that strangers can't
     * fill the trail. Returns at once; the row is written within a second.
     *
     * @param source address of the caller
     * @param reference what the page shows; the row keeps the last one, the log has each
     */
    void count(Act act, Enum<?> reason, String source, @Nullable String reference);

    /** The same where the answer shows no reference. */
    default void count(Act act, Enum<?> reason, String source) {
        count(act, reason, source, null);
    }
}
