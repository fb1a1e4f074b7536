package org.hospiconnect.idp.audit;

/** The append-only trail of acts. */
public interface AuditTrail {

    /**
     * Records an act: inside a transaction the row is part of it; outside, the call returns when the row is committed
     * (group append). An act that can't be recorded does not happen: {@code Unavailable} rises.
     */
    void record(AuditEntry entry);

    /**
     * Counts a refusal that came before a client or a person was proved: one row a source and minute, so that strangers can't
     * fill the trail.
     *
     * @param source address of the caller
     */
    void count(Act act, Enum<?> reason, String source);
}
