package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.assurance.Proof.Attestation;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Challenge;
import org.hospiconnect.idp.authenticator.EnrolmentAttempt;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.SignInAttempt;
import org.hospiconnect.idp.authenticator.Verification;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.journeys.Wrong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Assertion with a software authenticator, right and wrong. */
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
class WebAuthnSignInTest {

    private final WebAuthnFixture webauthn;
    private final MovableClock clock;

    @Autowired
    WebAuthnSignInTest(WebAuthnFixture webauthn, MovableClock clock) {
        this.webauthn = webauthn;
        this.clock = clock;
    }

    @BeforeEach
    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    @Requirement({"WEBAUTHN3-7.1", "WEBAUTHN3-7.2"})
    void an_enrolled_key_signs_its_person_in() {
        Person person = webauthn.somebody("physicians");
        var key = webauthn.attestedKey();
        Authenticator enrolled = webauthn.enrol(person, key);

        var verification = webauthn.signInWith(key, Optional.empty());

        assertThat(verification).isInstanceOfSatisfying(Verification.Verified.class, verified -> {
            assertThat(verified.person()).isEqualTo(person.id());
            assertThat(verified.proof().authenticator()).isEqualTo(enrolled.id());
            assertThat(verified.proof().amr()).containsExactly("hwk", "mfa", "pop", "user");
            assertThat(verified.proof().grounds().attestation()).isEqualTo(Attestation.TRUSTED);
            assertThat(verified.proof().grounds().userVerified()).isTrue();
        });
    }

    @ParameterizedTest
    @Requirement("WEBAUTHN3-7.2")
    @CsvSource({
        "USER_NOT_VERIFIED, USER_NOT_VERIFIED",
        "USER_NOT_PRESENT, USER_NOT_PRESENT",
        "ORIGIN, WRONG_ORIGIN",
        "CROSS_ORIGIN, WRONG_ORIGIN",
        "RP_ID, WRONG_RELYING_PARTY",
        "CHALLENGE, CHALLENGE_OF_ANOTHER",
        "TYPE, MALFORMED",
        "SIGNATURE, SIGNATURE_INVALID",
        "USER_HANDLE, OTHER_OWNER"
    })
    void a_wrong_assertion_is_refused_with_its_reason(Wrong wrong, RefusalReason reason) {
        var key = webauthn.attestedKey();
        webauthn.enrol(webauthn.somebody("physicians"), key);

        assertThat(webauthn.signInWith(key, Optional.empty(), wrong)).isEqualTo(new Verification.Refused(reason));
    }

    @Test
    @Requirement("WEBAUTHN3-7.2-22")
    void a_counter_that_goes_back_is_refused() {
        var key = webauthn.attestedKey();
        Person holder = webauthn.somebody("physicians");
        webauthn.enrol(holder, key);
        assertThat(webauthn.signInWith(key, Optional.empty())).isInstanceOf(Verification.Verified.class);
        assertThat(webauthn.signInWith(key, Optional.empty())).isInstanceOf(Verification.Verified.class);

        assertThat(webauthn.signInWith(key, Optional.empty(), Wrong.COUNTER))
                .isEqualTo(new Verification.Refused(RefusalReason.COUNTER_WENT_BACK, Optional.of(holder.id())));
    }

    @Test
    void a_key_nobody_enrolled_is_unknown() {
        var key = webauthn.attestedKey();
        Person person = webauthn.somebody("physicians");
        webauthn.register(person, key);

        assertThat(webauthn.signInWith(key, Optional.empty()))
                .isEqualTo(new Verification.Refused(RefusalReason.UNKNOWN_AUTHENTICATOR));
    }

    @Test
    void somebody_elses_key_does_not_confirm_a_person() {
        var key = webauthn.attestedKey();
        Person other = webauthn.somebody("physicians");
        webauthn.enrol(webauthn.somebody("physicians"), key);

        assertThat(webauthn.signInWith(key, Optional.of(other.id())))
                .isEqualTo(new Verification.Refused(RefusalReason.OTHER_OWNER));
    }

    @Test
    @Requirement("RIE-PS-08-LIFE")
    void an_enrolment_ends_after_36_months_and_a_blocked_key_at_once() {
        var key = webauthn.attestedKey();
        Authenticator enrolled = webauthn.enrol(webauthn.somebody("physicians"), key);
        var notUsable = new Verification.Refused(RefusalReason.AUTHENTICATOR_NOT_USABLE);

        clock.advance(Duration.ofDays(1097));
        assertThat(webauthn.signInWith(key, Optional.empty())).isEqualTo(notUsable);
        clock.reset();
        webauthn.authenticators.changeState(enrolled.id(), Authenticator.State.SUSPENDED);
        assertThat(webauthn.signInWith(key, Optional.empty())).isEqualTo(notUsable);
    }

    @ParameterizedTest
    @Requirement("HC-ANSWER-BOUNDED")
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "{",
                "{\"id\":\"\",\"rawId\":\"\",\"response\":{},\"type\":\"public-key\"}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"response\":{\"clientDataJSON\":\"!!\",\"attestationObject\":\"AA\","
                        + "\"authenticatorData\":\"AA\",\"signature\":\"AA\"},\"type\":\"public-key\",\"clientExtensionResults\":{}}"
            })
    void what_is_not_an_answer_is_malformed(String text) {
        Person person = webauthn.somebody("physicians");
        Challenge registration = webauthn.enrolment.begin(new EnrolmentAttempt("e1", person, "127.0.0.1"));
        Challenge assertion = webauthn.signIn.begin(new SignInAttempt("s1", Optional.empty(), "127.0.0.1"));

        assertThat(webauthn.enrolment.finish(registration, person, WebAuthnFixture.bytes(text)))
                .isEqualTo(new Result.Refused(RefusalReason.MALFORMED));
        assertThat(webauthn.signIn.finish(assertion, WebAuthnFixture.bytes(text)))
                .isEqualTo(new Verification.Refused(RefusalReason.MALFORMED));
    }
}
