package org.hospiconnect.idp.token.dmp;

import java.util.function.Consumer;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.jspecify.annotations.Nullable;

/** Hands what would be recorded to the test. */
record Recorder(Consumer<AuditEntry> to) implements AuditTrail {

    @Override
    public void record(AuditEntry entry) {
        to.accept(entry);
    }

    @Override
    public void count(Act act, Enum<?> reason, String source, @Nullable String reference) {
        throw new AssertionError("the client is proved: its refusals are recorded, not counted");
    }
}
