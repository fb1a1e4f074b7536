package org.hospiconnect.idp.token;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Assessment;
import org.hospiconnect.idp.assurance.Finding;
import org.hospiconnect.idp.assurance.IdentityEvidence;
import org.hospiconnect.idp.assurance.Proof;

/** The claim {@code rie_evidence}: what the level rests on, for whoever has to prove it; nobody's name, no document's number. */
final class RieEvidence {

    private RieEvidence() {}

    static Map<String, Object> of(Assessment assessment) {
        Proof proof = assessment.proof();
        var members = new LinkedHashMap<>(verdict(assessment));
        members.put("authenticator", authenticator(assessment));
        proof.touch()
                .ifPresent(
                        touch -> members.put("both_factors_at", touch.bothAt().getEpochSecond()));
        proof.grounds().issuance().identity().ifPresent(identity -> members.put("identity", identity(identity)));
        members.put("findings", findings(assessment.findings()));
        return members;
    }

    /** What was found, and by which rules. */
    static Map<String, Object> verdict(Assessment assessment) {
        var members = new LinkedHashMap<String, Object>();
        members.put("level", assessment.level().acrName());
        members.put("phishing_resistant", assessment.phishingResistant());
        members.put("rules", assessment.rules().version().text());
        members.put("rules_since", assessment.rules().since().toString());
        members.put("legal_basis", assessment.scheme().legalBasis().name());
        Optional.ofNullable(assessment.scheme().reference())
                .ifPresent(reference -> members.put("legal_basis_reference", reference));
        return members;
    }

    private static Map<String, Object> authenticator(Assessment assessment) {
        Proof proof = assessment.proof();
        var members = new LinkedHashMap<String, Object>();
        members.put("kind", proof.kind());
        members.put("model", proof.grounds().model());
        members.put("certification", assessment.model().certification().name());
        members.put("attestation", proof.grounds().attestation().name());
        members.put("storage", proof.grounds().storage().name());
        members.put("user_verified", proof.grounds().userVerified());
        members.put("enrolled_at", proof.grounds().issuance().at().getEpochSecond());
        return members;
    }

    private static Map<String, Object> identity(IdentityEvidence identity) {
        var members = new LinkedHashMap<String, Object>();
        members.put("method", identity.method().name());
        identity.document()
                .ifPresent(seen -> members.put("document", seen.type().name()));
        members.put("checked_at", identity.checkedAt().getEpochSecond());
        members.put("delivery", identity.delivery().name());
        members.put("rpps", identity.rpps().name());
        return members;
    }

    static List<Map<String, Object>> findings(List<Finding> all) {
        return all.stream()
                .<Map<String, Object>>map(finding -> {
                    var members = new LinkedHashMap<String, Object>();
                    members.put("rule", finding.rule().word());
                    members.put("clause", finding.clause());
                    members.put("holds", finding.holds());
                    finding.reservation().ifPresent(text -> members.put("reservation", text));
                    return members;
                })
                .toList();
    }
}
