package org.hospiconnect.idp.authenticator.webauthn;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hospiconnect.idp.assurance.Certification;
import org.hospiconnect.idp.authenticator.ModelStanding;

/**
 * What the status reports of a model amount to (FIDO MDS3 §3.1.3, §3.1.4), on a day. A compromise counts until FIDO takes its report
 * away: newer firmware does not reach the keys in people's hands.
 *
 * @param word the last report's, for trail and operators
 */
record ModelStatus(Certification certification, ModelStanding standing, String word) {

    private static final Map<String, Certification> CERTIFIED = Map.of(
            "NOT_FIDO_CERTIFIED", Certification.NONE,
            "SELF_ASSERTION_SUBMITTED", Certification.NONE,
            "FIDO_CERTIFIED", Certification.L1,
            "FIDO_CERTIFIED_L1", Certification.L1,
            "FIDO_CERTIFIED_L1plus", Certification.L1_PLUS,
            "FIDO_CERTIFIED_L2", Certification.L2,
            "FIDO_CERTIFIED_L2plus", Certification.L2_PLUS,
            "FIDO_CERTIFIED_L3", Certification.L3,
            "FIDO_CERTIFIED_L3plus", Certification.L3_PLUS);

    private static final Set<String> COMPROMISED =
            Set.of("ATTESTATION_KEY_COMPROMISE", "USER_KEY_REMOTE_COMPROMISE", "USER_KEY_PHYSICAL_COMPROMISE");

    /** They say nothing against a model, and nothing of FIDO's levels. */
    private static final Set<String> HARMLESS = Set.of(
            "RETIRED", "FIPS140_CERTIFIED_L1", "FIPS140_CERTIFIED_L2", "FIPS140_CERTIFIED_L3", "FIPS140_CERTIFIED_L4");

    private static final String BYPASS = "USER_VERIFICATION_BYPASS";
    private static final String REVOKED = "REVOKED";
    private static final String UPDATE = "UPDATE_AVAILABLE";

    /** @param since in force from that day; empty: at once */
    record Report(String status, Optional<LocalDate> since) {

        private LocalDate day() {
            return since.orElse(LocalDate.MIN);
        }
    }

    static ModelStatus of(List<Report> reports, LocalDate today) {
        List<Report> inForce = reports.stream()
                .filter(report -> !report.day().isAfter(today))
                .sorted(Comparator.comparing(Report::day))
                .toList();
        List<String> words = inForce.stream().map(Report::status).toList();
        Certification certification = words.stream()
                .filter(CERTIFIED::containsKey)
                .reduce((_, later) -> later)
                .map(word -> CERTIFIED.getOrDefault(word, Certification.NONE))
                .orElse(Certification.NONE);
        return new ModelStatus(certification, standing(words), words.isEmpty() ? "" : words.getLast());
    }

    private static ModelStanding standing(List<String> words) {
        if (words.contains(BYPASS)) { // what lowers most
            return ModelStanding.BYPASSED;
        }
        if (words.contains(REVOKED)) {
            return ModelStanding.REVOKED;
        }
        if (words.stream().anyMatch(COMPROMISED::contains)) {
            return ModelStanding.COMPROMISED;
        }
        if (words.isEmpty() || !words.stream().allMatch(ModelStatus::isKnown)) {
            return ModelStanding.UNCLEAR;
        }
        return words.getLast().equals(UPDATE) ? ModelStanding.UPDATE_ADVISED : ModelStanding.GOOD;
    }

    private static boolean isKnown(String word) {
        return Stream.of(CERTIFIED.keySet(), HARMLESS, Set.of(UPDATE)).anyMatch(known -> known.contains(word));
    }
}
