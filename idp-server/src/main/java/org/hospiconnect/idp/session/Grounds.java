package org.hospiconnect.idp.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.audit.AuditEntry;

/**
 * What a level rested on when a proof was accepted, for the trail: whoever has to justify an access of last year finds here what its
 * session does not tell any more.
 */
public record Grounds(Map<String, Object> told) {

    public static Grounds of(Assessment reached) {
        var told = new LinkedHashMap<String, Object>();
        Proof.Grounds grounds = reached.proof().grounds();
        told.put("level", reached.level());
        told.put("rules", reached.rules().version().text());
        told.put("rules_since", reached.rules().since());
        told.put("legal_basis", reached.scheme().legalBasis());
        Optional.ofNullable(reached.scheme().reference())
                .ifPresent(reference -> told.put("legal_basis_reference", reference));
        told.put("attestation", grounds.attestation());
        told.put("storage", grounds.storage());
        told.put("model", grounds.model());
        told.put("certification", reached.model().certification());
        told.put("holds", clauses(reached, true));
        told.put("lacks", clauses(reached, false));
        String reservations = reached.findings().stream()
                .flatMap(finding -> finding.reservation().stream())
                .distinct()
                .collect(Collectors.joining("; "));
        if (!reservations.isEmpty()) {
            told.put("reservations", reservations);
        }
        return new Grounds(told);
    }

    /** The row with them. */
    public AuditEntry in(AuditEntry row) {
        AuditEntry whole = row;
        for (var ground : told.entrySet()) {
            whole = whole.detail(ground.getKey(), ground.getValue());
        }
        return whole;
    }

    private static String clauses(Assessment reached, boolean holds) {
        return reached.findings().stream()
                .filter(finding -> finding.holds() == holds)
                .map(finding -> finding.rule().word() + " (" + finding.clause() + ")")
                .collect(Collectors.joining(", "));
    }
}
