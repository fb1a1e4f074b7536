package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Certification;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.hospiconnect.idp.authenticator.KeyFacts;
import org.hospiconnect.idp.authenticator.KeyFacts.Backup;
import org.hospiconnect.idp.authenticator.ModelStanding;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.webauthn.AttestationPolicy.Conveyance;
import org.hospiconnect.idp.authenticator.webauthn.AttestationPolicy.Decision;
import org.hospiconnect.idp.authenticator.webauthn.AttestationPolicy.Make;
import org.hospiconnect.idp.authenticator.webauthn.AttestationPolicy.ResidentKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AttestationPolicyTest {

    private static final Map<String, UUID> MODELS =
            Map.of("m1", new UUID(1, 1), "m2", new UUID(2, 2), "m3", new UUID(3, 3));
    private static final String USUAL_KEY = "m1, DEVICE_BOUND, L1, GOOD";

    @ParameterizedTest(name = "{0} {2}: {1} → {3}")
    @Requirement("HC-ATTESTATION-POLICY")
    @CsvSource({
        // policy; attestation of the key; stale list; what comes of it: a reservation, a reason, or nothing in the way
        "NONE,                TRUSTED,   false, ''",
        "NONE,                ABSENT,    false, ''",
        "ASKED,               TRUSTED,   false, ''",
        "ASKED,               UNTRUSTED, false, ''",
        "ASKED,               ABSENT,    false, ''",
        "REQUIRED,            TRUSTED,   false, ''",
        "REQUIRED,            UNTRUSTED, false, ATTESTATION_MISSING",
        "REQUIRED,            ABSENT,    false, ATTESTATION_MISSING",
        "ENTERPRISE,          TRUSTED,   false, ''",
        "ENTERPRISE,          UNTRUSTED, false, ATTESTATION_MISSING",
        "ENTERPRISE,          ABSENT,    false, ATTESTATION_MISSING",
        "ASKED reserved,      TRUSTED,   false, ''",
        "ASKED reserved,      UNTRUSTED, false, R-1",
        "ASKED reserved,      ABSENT,    false, R-1",
        "REQUIRED reserved,   ABSENT,    false, ATTESTATION_MISSING",
        "ASKED models reserved, ABSENT,  false, ATTESTATION_MISSING",
        "ASKED,               TRUSTED,   true,  METADATA_STALE",
        "ASKED,               ABSENT,    true,  ''",
    })
    void who_vouches_for_a_key(String policy, Attestation attestation, boolean stale, String expected) {
        assertThat(policy(policy).decide(new Make(facts(USUAL_KEY), attestation, stale)))
                .isEqualTo(decision(expected));
    }

    @ParameterizedTest(name = "{0}: {1} → {3}")
    @Requirement("HC-ATTESTATION-POLICY")
    @CsvSource({
        "ASKED models,    'm1, DEVICE_BOUND, NONE, UNLISTED',          TRUSTED,   ''",
        "ASKED models,    'm3, DEVICE_BOUND, L3, GOOD',                TRUSTED,   MODEL_NOT_ALLOWED",
        "ASKED models,    'm1, DEVICE_BOUND, L3, GOOD',                UNTRUSTED, ATTESTATION_MISSING",
        "ASKED certified, 'm1, DEVICE_BOUND, L1_PLUS, GOOD',           TRUSTED,   MODEL_NOT_ALLOWED",
        "ASKED certified, 'm1, DEVICE_BOUND, L2, GOOD',                TRUSTED,   ''",
        "ASKED certified, 'm1, DEVICE_BOUND, L3, GOOD',                TRUSTED,   ''",
        "ASKED certified, 'm1, DEVICE_BOUND, L3, GOOD',                ABSENT,    ATTESTATION_MISSING",
        "ASKED bound,     'm1, DEVICE_BOUND, NONE, UNLISTED',          TRUSTED,   ''",
        "ASKED bound,     'm1, DEVICE_BOUND, NONE, UNLISTED',          ABSENT,    ATTESTATION_MISSING",
        "REQUIRED bound,  'm1, DEVICE_BOUND, NONE, UNLISTED',          TRUSTED,   ''",
        "ASKED bound,     'm1, ELIGIBLE, L3, GOOD',                    TRUSTED,   KEY_NOT_DEVICE_BOUND",
        "ASKED bound,     'm1, BACKED_UP, L3, GOOD',                   TRUSTED,   KEY_NOT_DEVICE_BOUND",
        "ASKED bound,     'm1, UNKNOWN, L3, GOOD',                     TRUSTED,   KEY_NOT_DEVICE_BOUND",
        "ASKED,           'm1, BACKED_UP, NONE, UNLISTED',             TRUSTED,   ''",
        "ASKED,           'm1, DEVICE_BOUND, L1, UPDATE_ADVISED',      TRUSTED,   ''",
        "ASKED,           'm1, DEVICE_BOUND, L1, UNCLEAR',             TRUSTED,   MODEL_NOT_ALLOWED",
        "ASKED,           'm1, DEVICE_BOUND, L1, UNCLEAR',             ABSENT,    ''",
        "ASKED,           'm1, DEVICE_BOUND, L1, BYPASSED',            TRUSTED,   MODEL_COMPROMISED",
        "ASKED,           'm1, DEVICE_BOUND, L1, COMPROMISED',         TRUSTED,   MODEL_COMPROMISED",
        "ASKED reserved,  'm1, DEVICE_BOUND, L1, REVOKED',             ABSENT,    MODEL_COMPROMISED",
    })
    void which_key_it_is(String policy, String key, Attestation attestation, String expected) {
        assertThat(policy(policy).decide(new Make(facts(key), attestation, false)))
                .isEqualTo(decision(expected));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @Requirement("HC-POLICY-CONTRADICTION")
    @CsvSource({
        // what one line asks and another one gives away, for whoever leaves the attestation out
        "NONE,                          ''",
        "ASKED,                         ''",
        "REQUIRED,                      ''",
        "ENTERPRISE,                    ''",
        "NONE reserved,                 ''",
        "ASKED reserved,                ''",
        "REQUIRED reserved,             reservation",
        "ENTERPRISE reserved,           reservation",
        "ASKED models,                  ''",
        "ASKED certified,               ''",
        "REQUIRED models,               ''",
        "REQUIRED certified,            ''",
        "REQUIRED bound,                ''",
        "ENTERPRISE bound,              ''",
        "ASKED models bound,            ''",
        "ASKED certified bound,         ''",
        "ASKED bound,                   device-bound alone",
        "NONE models,                   ask it",
        "NONE certified,                ask it",
        "NONE bound,                    ask it",
        "ASKED models reserved,         reservation",
        "ASKED certified reserved,      reservation",
        "ASKED bound reserved,          reservation",
        "REQUIRED models reserved,      reservation",
        "REQUIRED certified reserved,   reservation",
        "REQUIRED bound reserved,       reservation",
        "ENTERPRISE models reserved,    reservation",
        "NONE models reserved,          reservation",
        "NONE bound reserved,           reservation",
    })
    void no_line_gives_away_what_another_asks(String policy, String said) {
        assertThat(policy(policy).contradiction().orElse("")).contains(said);
        assertThat(policy(policy).contradiction().isPresent()).isEqualTo(!said.isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void what_is_asked_is_a_word_of_the_standard(Conveyance conveyance) {
        assertThat(conveyance.word())
                .isEqualTo(
                        switch (conveyance) {
                            case NONE -> "none";
                            case ASKED, REQUIRED -> "direct";
                            case ENTERPRISE -> "enterprise";
                        });
    }

    @Test
    @Requirement("HC-ATTESTATION-POLICY")
    void policies_stand_side_by_side_and_who_is_in_none_has_the_usual_one() {
        var strict = policy("REQUIRED");
        var loose = policy("NONE reserved");
        var both = KeyPolicies.of(List.of(of(strict, "physicians"), of(loose, "trainees")));

        assertThat(both.of("physicians").attestation()).isEqualTo(Conveyance.REQUIRED);
        assertThat(both.of("trainees").reservation()).contains("R-1");
        assertThat(both.of("nurses")).isEqualTo(AttestationPolicy.USUAL);
    }

    private static AttestationPolicy of(AttestationPolicy policy, String population) {
        return new AttestationPolicy(
                Set.of(population),
                policy.attestation(),
                policy.models(),
                policy.leastCertification(),
                policy.deviceBound(),
                policy.residentKey(),
                policy.algorithms(),
                policy.reservation());
    }

    /** {@code ASKED reserved models certified bound}: what is asked, then what narrows. */
    private static AttestationPolicy policy(String words) {
        List<String> all = Arrays.asList(words.split(" ", -1));
        return new AttestationPolicy(
                Set.of("test"),
                Conveyance.valueOf(all.getFirst()),
                all.contains("models") ? Set.of(MODELS.get("m1"), MODELS.get("m2")) : Set.of(),
                all.contains("certified") ? Certification.L2 : Certification.NONE,
                all.contains("bound"),
                ResidentKey.REQUIRED,
                List.of(KeyAlgorithm.ES256),
                Optional.of("R-1").filter(_ -> all.contains("reserved")));
    }

    private static KeyFacts facts(String words) {
        String[] all = words.split(", ", -1);
        return new KeyFacts(
                Objects.requireNonNull(MODELS.get(all[0])).toString(),
                Backup.valueOf(all[1]),
                List.of(),
                true,
                Certification.valueOf(all[2]),
                ModelStanding.valueOf(all[3]),
                KeyFacts.Discoverable.YES);
    }

    private static Decision decision(String expected) {
        return Arrays.stream(RefusalReason.values())
                .filter(reason -> reason.name().equals(expected))
                .<Decision>map(Decision.NotAllowed::new)
                .findFirst()
                .orElseGet(() -> new Decision.Allowed(Optional.of(expected).filter(text -> !text.isEmpty())));
    }
}
