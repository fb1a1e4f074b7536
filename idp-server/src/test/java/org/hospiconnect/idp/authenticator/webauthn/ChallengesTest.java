package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.authenticator.BrowserAnswer;
import org.hospiconnect.idp.authenticator.CeremonyRunner;
import org.hospiconnect.idp.authenticator.EnrolmentAttempt;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result;
import org.hospiconnect.idp.authenticator.EnrolmentRunner;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.SignInAttempt;
import org.hospiconnect.idp.authenticator.Verification;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.journeys.SoftwareAuthenticator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A challenge is of one sign-in or enrolment, serves once, and in time. */
@StoreTest
@Import(WebAuthnFixture.Modules.class)
@TestPropertySource(properties = "hospiconnect.address.issuer=http://localhost:9000")
@Requirement("HC-CHALLENGE-ONCE")
class ChallengesTest {

    private static final String KIND = "webauthn";

    private final WebAuthnFixture webauthn;
    private final CeremonyRunner signIns;
    private final EnrolmentRunner enrolments;
    private final MovableClock clock;
    private final SignInAttempt attempt = attempt();
    private final SignInAttempt other = attempt();

    @Autowired
    ChallengesTest(WebAuthnFixture webauthn, CeremonyRunner signIns, EnrolmentRunner enrolments, MovableClock clock) {
        this.webauthn = webauthn;
        this.signIns = signIns;
        this.enrolments = enrolments;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    void a_challenge_is_answered_once() {
        var key = enrolled();
        String answer = key.get(begun(attempt));

        assertThat(finish(attempt, answer)).isInstanceOf(Verification.Verified.class);
        assertThat(finish(attempt, answer)).isEqualTo(refused(RefusalReason.CHALLENGE_UNKNOWN));
    }

    @Test
    void a_wrong_answer_uses_it_up_too() {
        var key = enrolled();
        String answer = key.get(begun(attempt));

        assertThat(finish(attempt, "{}")).isEqualTo(refused(RefusalReason.MALFORMED));
        assertThat(finish(attempt, answer)).isEqualTo(refused(RefusalReason.CHALLENGE_UNKNOWN));
    }

    @Test
    void a_challenge_of_another_sign_in_is_none() {
        var key = enrolled();
        String answer = key.get(begun(attempt));

        assertThat(finish(other, answer)).isEqualTo(refused(RefusalReason.CHALLENGE_UNKNOWN));
        begun(other);
        assertThat(finish(other, answer)).isEqualTo(refused(RefusalReason.CHALLENGE_OF_ANOTHER));
    }

    @Test
    void a_challenge_asked_for_again_takes_the_older_away() {
        var key = enrolled();
        String older = key.get(begun(attempt));
        begun(attempt);

        assertThat(finish(attempt, older)).isEqualTo(refused(RefusalReason.CHALLENGE_OF_ANOTHER));
    }

    @Test
    void a_late_answer_is_none() {
        var key = enrolled();
        String answer = key.get(begun(attempt));

        clock.advance(Duration.ofMinutes(5));

        assertThat(finish(attempt, answer)).isEqualTo(refused(RefusalReason.CHALLENGE_EXPIRED));
    }

    @Test
    void one_ceremonys_challenge_is_none_of_the_others() {
        var key = enrolled();
        Person person = webauthn.somebody("physicians");
        var enrolment = new EnrolmentAttempt(UUID.randomUUID().toString(), person, "127.0.0.1");
        String asked = enrolments.begin(KIND, enrolment).orElseThrow().options();
        String registration = webauthn.attestedKey().create(asked);
        begun(attempt);

        assertThat(finish(attempt, registration)).isEqualTo(refused(RefusalReason.MALFORMED));
        String assertion = key.get(begun(attempt));
        assertThat(enrolments.finish(KIND, enrolment, new BrowserAnswer(assertion, "")))
                .isEqualTo(new Result.Refused(RefusalReason.MALFORMED));
    }

    @Test
    void an_enrolment_is_answered_by_its_person_once_and_in_time() {
        Person person = webauthn.somebody("physicians");
        var enrolment = new EnrolmentAttempt(UUID.randomUUID().toString(), person, "127.0.0.1");
        var others = new EnrolmentAttempt(enrolment.enrolment(), webauthn.somebody("physicians"), "127.0.0.1");

        assertThat(enrolments.finish(KIND, others, registration(enrolment)))
                .isEqualTo(new Result.Refused(RefusalReason.CHALLENGE_OF_ANOTHER));
        BrowserAnswer right = registration(enrolment);
        assertThat(enrolments.finish(KIND, enrolment, right)).isInstanceOf(Result.Attested.class);
        assertThat(enrolments.finish(KIND, enrolment, right))
                .isEqualTo(new Result.Refused(RefusalReason.CHALLENGE_UNKNOWN));
        BrowserAnswer late = registration(enrolment);
        clock.advance(Duration.ofMinutes(5));
        assertThat(enrolments.finish(KIND, enrolment, late))
                .isEqualTo(new Result.Refused(RefusalReason.CHALLENGE_EXPIRED));
    }

    private BrowserAnswer registration(EnrolmentAttempt enrolment) {
        String asked = enrolments.begin(KIND, enrolment).orElseThrow().options();
        return new BrowserAnswer(webauthn.attestedKey().create(asked), "");
    }

    private SoftwareAuthenticator enrolled() {
        var key = webauthn.attestedKey();
        webauthn.enrol(webauthn.somebody("physicians"), key);
        return key;
    }

    private String begun(SignInAttempt begun) {
        return signIns.begin(KIND, begun).orElseThrow().options();
    }

    private Verification finish(SignInAttempt finished, String answer) {
        return signIns.finish(KIND, finished, new BrowserAnswer(answer, ""), "REF");
    }

    private static Verification refused(RefusalReason reason) {
        return new Verification.Refused(reason);
    }

    private static SignInAttempt attempt() {
        return new SignInAttempt(UUID.randomUUID().toString(), Optional.empty(), "127.0.0.1");
    }
}
