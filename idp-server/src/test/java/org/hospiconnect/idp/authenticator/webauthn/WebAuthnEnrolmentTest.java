package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Challenge;
import org.hospiconnect.idp.authenticator.EnrolmentAttempt;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.certificate.DevelopmentAuthority;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.value.DataSettings;
import org.hospiconnect.journeys.FidoRoot;
import org.hospiconnect.journeys.SoftwareAuthenticator;
import org.hospiconnect.journeys.Wrong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Registration with a software authenticator, right and wrong. */
@StoreTest
@Import(WebAuthnFixture.Modules.class)
@TestPropertySource(
        properties = {
            "hospiconnect.address.issuer=http://localhost:9000",
            "hospiconnect.authenticator.webauthn.policies.trainees.populations=trainees",
            "hospiconnect.authenticator.webauthn.policies.trainees.reservation=R-3: no attested keys yet",
            "hospiconnect.authenticator.webauthn.policies.strict.populations=strict",
            "hospiconnect.authenticator.webauthn.policies.strict.attestation=REQUIRED"
        })
class WebAuthnEnrolmentTest {

    private final WebAuthnFixture webauthn;

    @Autowired
    WebAuthnEnrolmentTest(WebAuthnFixture webauthn) {
        this.webauthn = webauthn;
    }

    @ParameterizedTest
    @Requirement("HC-ATTESTATION-POLICY")
    @CsvSource({
        "physicians, true, TRUSTED, ''",
        "physicians, false, ABSENT, ''",
        "trainees, false, ABSENT, 'R-3: no attested keys yet'",
        "trainees, true, TRUSTED, ''"
    })
    void attestation_and_population_decide_on_the_reservation(
            String population, boolean attested, Attestation attestation, String reservation) {
        var key = attested ? webauthn.attestedKey() : SoftwareAuthenticator.unattested(WebAuthnFixture.ORIGIN);

        Authenticator enrolled = webauthn.enrol(webauthn.somebody(population), key);

        assertThat(enrolled.attestation()).isEqualTo(attestation);
        assertThat(enrolled.reservation().orElse("")).isEqualTo(reservation);
    }

    @Test
    @Requirement("HC-ATTESTATION-POLICY")
    void a_population_that_needs_attested_keys_gets_no_other() {
        assertThat(webauthn.register(
                        webauthn.somebody("strict"), SoftwareAuthenticator.unattested(WebAuthnFixture.ORIGIN)))
                .isEqualTo(new Result.Refused(RefusalReason.ATTESTATION_MISSING));
    }

    @Test
    void a_chain_to_another_root_is_not_trusted() throws Exception {
        var other = java.nio.file.Files.createTempDirectory("other");
        new DevelopmentAuthority(new DataSettings(other), Clock.systemUTC()).makeFor(List.of());
        var stranger = FidoRoot.read(other.resolve("development/fido-root.p12"), DevelopmentAuthority.PASSWORD);

        Authenticator enrolled = webauthn.enrol(
                webauthn.somebody("physicians"), SoftwareAuthenticator.attested(stranger, WebAuthnFixture.ORIGIN));

        assertThat(enrolled.attestation()).isEqualTo(Attestation.UNTRUSTED);
    }

    @ParameterizedTest
    @Requirement("WEBAUTHN3-7.1")
    @CsvSource({
        "USER_NOT_VERIFIED, USER_NOT_VERIFIED",
        "USER_NOT_PRESENT, USER_NOT_PRESENT",
        "ORIGIN, WRONG_ORIGIN",
        "CROSS_ORIGIN, WRONG_ORIGIN",
        "RP_ID, WRONG_RELYING_PARTY",
        "CHALLENGE, CHALLENGE_OF_ANOTHER",
        "TYPE, MALFORMED",
        "ALGORITHM, ALGORITHM_NOT_OFFERED",
        "ATTESTATION_SIGNATURE, SIGNATURE_INVALID"
    })
    void a_wrong_registration_is_refused_with_its_reason(Wrong wrong, RefusalReason reason) {
        Person person = webauthn.somebody("physicians");
        var key = webauthn.attestedKey();
        Challenge challenge = webauthn.enrolment.begin(new EnrolmentAttempt("e1", person, "127.0.0.1"));

        var result = webauthn.enrolment.finish(
                challenge, person, WebAuthnFixture.bytes(key.create(challenge.options(), wrong)));

        assertThat(result).isEqualTo(new Result.Refused(reason));
    }

    @Test
    @Requirement("HC-KEY-ONE-OWNER")
    void a_credential_belongs_to_one_person_only() {
        Authenticator first = webauthn.enrol(webauthn.somebody("physicians"), webauthn.attestedKey());
        Person second = webauthn.somebody("physicians");
        var again = webauthn.authenticator(second, first.handle(), first.material());

        assertThat(webauthn.authenticators.add(again)).isFalse();
        assertThat(webauthn.authenticators.of(second.id())).isEmpty();
    }

    @Test
    @Requirement("HC-ANSWER-BOUNDED")
    void a_giant_answer_is_not_even_read() {
        Person person = webauthn.somebody("physicians");
        Challenge registration = webauthn.enrolment.begin(new EnrolmentAttempt("e1", person, "127.0.0.1"));

        assertThat(webauthn.enrolment.finish(registration, person, WebAuthnFixture.bytes("[".repeat(70_000))))
                .isEqualTo(new Result.Refused(RefusalReason.MALFORMED));
    }
}
