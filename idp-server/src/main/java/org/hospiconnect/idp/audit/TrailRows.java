package org.hospiconnect.idp.audit;

/**
 * Acts for a statement that writes their fact too: the SQL function {@code record_acts(jsonb)} inserts them, so that fact and
 * trail are one round trip and one commit.
 */
public interface TrailRows {

    /** JSON for {@code record_acts}, dated now. */
    String of(AuditEntry... entries);
}
