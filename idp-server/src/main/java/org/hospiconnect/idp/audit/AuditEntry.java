package org.hospiconnect.idp.audit;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One act as it is recorded: who did it ({@code actor}), to whom, through which client, session and authenticator, and why
 * it was refused. Identifiers are local ones; a national identifier, a secret or a token never stands here.
 */
public record AuditEntry(
        Act act,
        Outcome outcome,
        @Nullable String actor,
        @Nullable String person,
        @Nullable String client,
        @Nullable String session,
        @Nullable String authenticator,
        @Nullable String reason,
        @Nullable String reference,
        Map<String, String> details) {

    public enum Outcome {
        DONE,
        REFUSED
    }

    public AuditEntry {
        details = Map.copyOf(details);
    }

    public static AuditEntry done(Act act) {
        return new AuditEntry(act, Outcome.DONE, null, null, null, null, null, null, null, Map.of());
    }

    public static AuditEntry refused(Act act, Enum<?> reason) {
        return new AuditEntry(act, Outcome.REFUSED, null, null, null, null, null, reason.name(), null, Map.of());
    }

    public AuditEntry actor(Object value) {
        return new AuditEntry(
                act, outcome, value.toString(), person, client, session, authenticator, reason, reference, details);
    }

    public AuditEntry person(Object value) {
        return new AuditEntry(
                act, outcome, actor, value.toString(), client, session, authenticator, reason, reference, details);
    }

    public AuditEntry client(Object value) {
        return new AuditEntry(
                act, outcome, actor, person, value.toString(), session, authenticator, reason, reference, details);
    }

    public AuditEntry session(Object value) {
        return new AuditEntry(
                act, outcome, actor, person, client, value.toString(), authenticator, reason, reference, details);
    }

    public AuditEntry authenticator(Object value) {
        return new AuditEntry(
                act, outcome, actor, person, client, session, value.toString(), reason, reference, details);
    }

    /** The number that the person saw on the page. */
    public AuditEntry reference(String value) {
        return new AuditEntry(act, outcome, actor, person, client, session, authenticator, reason, value, details);
    }

    public AuditEntry detail(String name, Object value) {
        var more = new TreeMap<>(details);
        more.put(name, value.toString());
        return new AuditEntry(act, outcome, actor, person, client, session, authenticator, reason, reference, more);
    }
}
