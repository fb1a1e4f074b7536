package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.webauthn.AttestationPolicy.Decision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttestationPolicyTest {

    private final AttestationPolicy policy =
            new AttestationPolicy(Map.of("interns", "R-1", "locums", "R-2"), Set.of("physicians", "locums"));

    @ParameterizedTest(name = "{0}, {1} → allowed {2} under {3}")
    @Requirement("HC-ATTESTATION-POLICY")
    @CsvSource({
        "physicians, TRUSTED,   true,",
        "physicians, UNTRUSTED, false,",
        "physicians, ABSENT,    false,",
        "interns,    TRUSTED,   true,",
        "interns,    UNTRUSTED, true, R-1",
        "interns,    ABSENT,    true, R-1",
        "locums,     TRUSTED,   true,",
        "locums,     ABSENT,    true, R-2",
        "nurses,     TRUSTED,   true,",
        "nurses,     UNTRUSTED, true,",
        "nurses,     ABSENT,    true,"
    })
    void a_strict_population_needs_an_attested_key_or_a_reservation(
            String population, Attestation attestation, boolean allowed, String reservation) {
        Decision expected = allowed
                ? new Decision.Allowed(Optional.ofNullable(reservation))
                : new Decision.NotAllowed(RefusalReason.MODEL_NOT_ALLOWED);

        assertThat(policy.decide(population, attestation)).isEqualTo(expected);
    }
}
