package org.hospiconnect.idp.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import tools.jackson.databind.json.JsonMapper;

/** What the trail says of a registration: the whole of it, and of a change also each member, old and new; no secret. */
final class RegistrationTrail {

    private final JsonMapper json;

    RegistrationTrail(JsonMapper json) {
        this.json = json;
    }

    AuditEntry entry(Optional<RelyingApplication> before, RelyingApplication after) {
        AuditEntry entry = whole(AuditEntry.done(before.isPresent() ? Act.CLIENT_CHANGED : Act.CLIENT_ADDED), after);
        return before.map(known -> entry.detail("changes", String.join("; ", changes(known, after))))
                .orElse(entry);
    }

    List<String> changes(RelyingApplication before, RelyingApplication after) {
        return RegistrationChanges.between(json.valueToTree(before), json.valueToTree(after));
    }

    private AuditEntry whole(AuditEntry entry, RelyingApplication application) {
        AuditEntry told = entry.client(application.id())
                .detail(
                        "loosened",
                        application.loosenings().stream()
                                .map(Enum::name)
                                .sorted()
                                .collect(Collectors.joining(" ")));
        for (Map.Entry<String, String> member :
                RegistrationChanges.members(json.valueToTree(application)).entrySet()) {
            told = told.detail(member.getKey().replace('-', '_'), member.getValue());
        }
        return told;
    }
}
