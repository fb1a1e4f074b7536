package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Certification;
import org.hospiconnect.idp.authenticator.ModelStanding;
import org.hospiconnect.idp.authenticator.webauthn.ModelStatus.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelStatusTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    @ParameterizedTest(name = "{0} → {1}, {2}")
    @Requirement("HC-FIDO-STATUS")
    @CsvSource({
        "FIDO_CERTIFIED,                                             L1,      GOOD",
        "FIDO_CERTIFIED_L1plus,                                      L1_PLUS, GOOD",
        "FIDO_CERTIFIED_L1@2024-01-01 FIDO_CERTIFIED_L2@2025-01-01,  L2,      GOOD",
        "FIDO_CERTIFIED_L2@2025-01-01 FIDO_CERTIFIED_L1@2024-01-01,  L2,      GOOD",
        "FIDO_CERTIFIED_L3plus@2025-01-01 NOT_FIDO_CERTIFIED@2026-01-01, NONE, GOOD",
        "NOT_FIDO_CERTIFIED,                                         NONE,    GOOD",
        "SELF_ASSERTION_SUBMITTED,                                   NONE,    GOOD",
        "FIDO_CERTIFIED_L1 FIPS140_CERTIFIED_L2@2026-01-01,          L1,      GOOD",
        "FIDO_CERTIFIED_L1 RETIRED@2026-01-01,                       L1,      GOOD",
        "FIDO_CERTIFIED_L1 UPDATE_AVAILABLE@2026-01-01,              L1,      UPDATE_ADVISED",
        "UPDATE_AVAILABLE@2025-01-01 FIDO_CERTIFIED_L1@2026-01-01,   L1,      GOOD",
        "FIDO_CERTIFIED_L1 REVOKED@2026-11-27,                       L1,      REVOKED",
        "FIDO_CERTIFIED_L1 REVOKED@2026-11-28,                       L1,      GOOD",
        "FIDO_CERTIFIED_L1 USER_VERIFICATION_BYPASS@2026-01-01,      L1,      BYPASSED",
        "USER_VERIFICATION_BYPASS@2026-11-28 FIDO_CERTIFIED_L1,      L1,      GOOD",
        "USER_VERIFICATION_BYPASS FIDO_CERTIFIED_L2@2026-01-01,      L2,      BYPASSED",
        "USER_VERIFICATION_BYPASS REVOKED@2026-01-01,                NONE,    BYPASSED",
        "FIDO_CERTIFIED_L1 ATTESTATION_KEY_COMPROMISE@2026-01-01,    L1,      COMPROMISED",
        "FIDO_CERTIFIED_L1 USER_KEY_REMOTE_COMPROMISE@2026-01-01,    L1,      COMPROMISED",
        "FIDO_CERTIFIED_L1 USER_KEY_PHYSICAL_COMPROMISE@2026-01-01,  L1,      COMPROMISED",
        // newer firmware, certified again, does not reach the keys in people's hands
        "USER_KEY_PHYSICAL_COMPROMISE@2025-01-01 FIDO_CERTIFIED_L2@2026-01-01, L2, COMPROMISED",
        "USER_KEY_PHYSICAL_COMPROMISE REVOKED,                       NONE,    REVOKED",
        "FIDO_CERTIFIED_L1 SOMETHING_NEW@2026-01-01,                 L1,      UNCLEAR",
        "'',                                                         NONE,    UNCLEAR",
    })
    void reports_in_force_amount_to(String reports, Certification certification, ModelStanding standing) {
        var read = Arrays.stream(reports.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split("@", -1))
                .map(parts -> new Report(
                        parts[0], parts.length > 1 ? Optional.of(LocalDate.parse(parts[1])) : Optional.empty()))
                .toList();

        ModelStatus status = ModelStatus.of(read, TODAY);

        assertThat(status.certification()).isEqualTo(certification);
        assertThat(status.standing()).isEqualTo(standing);
    }

    @Test
    @Requirement("HC-FIDO-STATUS")
    void the_last_word_in_force_is_told() {
        var certified = new Report("FIDO_CERTIFIED_L1", Optional.of(TODAY.minusDays(2)));
        var update = new Report("UPDATE_AVAILABLE", Optional.of(TODAY.minusDays(1)));
        var revoked = new Report("REVOKED", Optional.of(TODAY.plusDays(1)));

        assertThat(ModelStatus.of(List.of(update, revoked, certified), TODAY).word())
                .isEqualTo("UPDATE_AVAILABLE");
        assertThat(ModelStatus.of(List.of(), TODAY).word()).isEmpty();
    }
}
