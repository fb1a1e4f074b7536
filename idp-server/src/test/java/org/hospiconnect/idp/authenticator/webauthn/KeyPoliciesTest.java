package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.assurance.Certification;
import org.hospiconnect.idp.assurance.ExampleProof;
import org.hospiconnect.idp.assurance.ModelFacts;
import org.hospiconnect.idp.authenticator.Challenge;
import org.hospiconnect.idp.authenticator.EnrolmentAttempt;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result;
import org.hospiconnect.idp.authenticator.KeyFacts.Backup;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.SignInAttempt;
import org.hospiconnect.idp.authenticator.Verification;
import org.hospiconnect.idp.authenticator.webauthn.AttestationPolicy.Conveyance;
import org.hospiconnect.idp.authenticator.webauthn.AttestationPolicy.ResidentKey;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.journeys.Make;
import org.hospiconnect.journeys.SoftwareAuthenticator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Policies side by side: what each asks of the browser, and what it makes of what comes back. */
@StoreTest
@Import(WebAuthnFixture.Modules.class)
@TestPropertySource(
        properties = {
            "hospiconnect.address.issuer=http://localhost:9000",
            "hospiconnect.authenticator.webauthn.policies.wards.populations=nurses,midwives",
            "hospiconnect.authenticator.webauthn.policies.wards.attestation=REQUIRED",
            "hospiconnect.authenticator.webauthn.policies.wards.models=686F7370-6963-6f6e-6e65-63742d646576",
            "hospiconnect.authenticator.webauthn.policies.wards.device-bound=true",
            "hospiconnect.authenticator.webauthn.policies.labs.populations=technicians",
            "hospiconnect.authenticator.webauthn.policies.labs.algorithms=RS256",
            "hospiconnect.authenticator.webauthn.policies.labs.attestation=ENTERPRISE",
            "hospiconnect.authenticator.webauthn.policies.guests.populations=guests",
            "hospiconnect.authenticator.webauthn.policies.guests.attestation=NONE",
        })
class KeyPoliciesTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final WebAuthnFixture webauthn;

    @Autowired
    KeyPoliciesTest(WebAuthnFixture webauthn) {
        this.webauthn = webauthn;
    }

    enum Key {
        RIGHT,
        UNATTESTED,
        SELF_ATTESTED,
        NAMELESS,
        OF_ANOTHER_MODEL,
        SYNCED,
        WITHOUT_NAME
    }

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @Requirement("HC-KEY-POLICIES")
    @CsvSource({
        "nurses,      RIGHT,            ",
        "midwives,    RIGHT,            ",
        "nurses,      UNATTESTED,       ATTESTATION_MISSING",
        "nurses,      SELF_ATTESTED,    ATTESTATION_MISSING",
        "nurses,      NAMELESS,         ATTESTATION_MISSING",
        "nurses,      OF_ANOTHER_MODEL, MODEL_NOT_ALLOWED",
        "nurses,      SYNCED,           KEY_NOT_DEVICE_BOUND",
        // offered was RS256 alone, and the key made ES256
        "technicians, RIGHT,            ALGORITHM_NOT_OFFERED",
        "guests,      UNATTESTED,       ",
        "guests,      SYNCED,           ",
        "secretaries, UNATTESTED,       ",
        "secretaries, NAMELESS,         ",
        "secretaries, SYNCED,           ",
        "secretaries, WITHOUT_NAME,     MODEL_NOT_ALLOWED",
    })
    void each_population_has_the_keys_of_its_policy(String population, Key key, RefusalReason reason) {
        Result result = webauthn.register(webauthn.somebody(population), key(key));

        if (reason == null) {
            assertThat(result).isInstanceOf(Result.Attested.class);
        } else {
            assertThat(result).isEqualTo(new Result.Refused(reason));
        }
    }

    @ParameterizedTest
    @Requirement("HC-KEY-POLICIES")
    @CsvSource({
        "nurses,      direct,     -7 -8 -257",
        "technicians, enterprise, -257",
        "guests,      none,       -7 -8 -257",
        "secretaries, direct,     -7 -8 -257"
    })
    void what_is_asked_of_the_browser_is_the_policys(String population, String attestation, String algorithms) {
        JsonNode sent = JSON.readTree(begin(webauthn.somebody(population)).options());

        assertThat(sent.path("attestation").asString()).isEqualTo(attestation);
        assertThat(sent.path("pubKeyCredParams")
                        .valueStream()
                        .map(one -> one.path("alg").asString()))
                .containsExactly(algorithms.split(" ", -1));
    }

    @Test
    @Requirement("HC-KEY-POLICIES")
    void an_answer_is_held_to_what_was_sent_not_to_what_is_set_by_then() {
        Person nurse = webauthn.somebody("nurses");
        Challenge challenge = begin(nurse);
        var others = new Challenge(
                challenge.kind(),
                challenge.nonce(),
                challenge.options().replace("-7", "-8"),
                challenge.owner(),
                challenge.person(),
                challenge.expiresAt());

        assertThat(webauthn.enrolment.finish(
                        others, nurse, WebAuthnFixture.bytes(key(Key.RIGHT).create(challenge.options()))))
                .isEqualTo(new Result.Refused(RefusalReason.ALGORITHM_NOT_OFFERED));
    }

    @Test
    @Requirement("HC-KEY-FACTS")
    void what_a_key_shows_stays_with_it_and_follows_its_use() {
        var key = key(Key.SYNCED);
        var enrolled = webauthn.enrol(webauthn.somebody("secretaries"), key);

        assertThat(enrolled.facts().backup()).isEqualTo(Backup.BACKED_UP);
        assertThat(enrolled.facts().transports()).containsExactly("usb");
        assertThat(webauthn.authenticators.find(enrolled.id()).orElseThrow().facts())
                .isEqualTo(enrolled.facts());
        assertThat(webauthn.signInWith(key, Optional.empty()))
                .isInstanceOfSatisfying(
                        Verification.Verified.class,
                        verified -> assertThat(verified.proof().amr())
                                .contains("swk")
                                .doesNotContain("hwk"));
        Challenge asked = webauthn.signIn.begin(new SignInAttempt("s1", Optional.of(enrolled.person()), "127.0.0.1"));
        assertThat(JSON.readTree(asked.options())
                        .at("/allowCredentials/0/transports/0")
                        .asString())
                .isEqualTo("usb");
    }

    @Test
    @Requirement("WEBAUTHN3-7.2-5")
    void a_key_that_was_not_asked_for_does_not_answer() {
        var holder = webauthn.somebody("secretaries");
        var first = key(Key.RIGHT);
        var second = key(Key.RIGHT);
        webauthn.enrol(holder, first);
        webauthn.enrol(holder, second);
        Challenge open = webauthn.signIn.begin(new SignInAttempt("s1", Optional.empty(), "127.0.0.1"));
        String handle = JSON.readTree(first.get(open.options())).path("id").asString();
        var narrow = new Challenge(
                open.kind(),
                open.nonce(),
                open.options().replace("\"allowCredentials\":[]", "\"allowCredentials\":[{\"id\":\"" + handle + "\"}]"),
                open.owner(),
                open.person(),
                open.expiresAt());

        assertThat(webauthn.signIn.finish(narrow, WebAuthnFixture.bytes(second.get(open.options()))))
                .isEqualTo(new Verification.Refused(RefusalReason.OTHER_OWNER));
        assertThat(webauthn.signIn.finish(narrow, WebAuthnFixture.bytes(first.get(open.options()))))
                .isInstanceOf(Verification.Verified.class);
    }

    @Test
    @Requirement("HC-KEY-POLICIES")
    void a_population_in_two_policies_a_policy_for_nobody_and_an_empty_reservation_are_refused() {
        assertThatThrownBy(() -> settings(Map.of("a", policy(Set.of("x"), null), "b", policy(Set.of("x"), null))))
                .hasMessageContaining("stands in two");
        assertThatThrownBy(() -> settings(Map.of("a", policy(Set.of(), null)))).hasMessageContaining("its populations");
        assertThatThrownBy(() -> settings(Map.of("a", policy(Set.of("x"), " "))))
                .hasMessageContaining("has a text");
    }

    @Test
    @Requirement("HC-POLICY-CONTRADICTION")
    void a_policy_whose_lines_contradict_one_another_stops_the_start_and_is_named() {
        var policy = new AttestationPolicy(
                Set.of("nurses"),
                Conveyance.ASKED,
                Set.of(UUID.randomUUID()),
                Certification.NONE,
                false,
                ResidentKey.REQUIRED,
                List.of(KeyAlgorithm.ES256),
                Optional.of("R-1"));

        assertThatThrownBy(() -> settings(Map.of("wards", policy)))
                .hasMessageContaining("policies.wards: a reservation takes keys that nobody attests");
    }

    @Test
    @Requirement("HC-START-ONE-LINE")
    void a_root_that_cannot_be_read_stops_the_start_and_is_named() {
        assertThatThrownBy(() -> settings(List.of(Path.of("/no/such/root.crt")), Map.of()))
                .hasMessageContaining("trust-anchors: can't read /no/such/root.crt");
    }

    @Test
    @Requirement("HC-LEVEL-CERTIFICATION")
    void a_certification_that_no_list_could_tell_stops_the_start_and_is_named() {
        var levels = ExampleProof.rules((_, _) -> ModelFacts.UNKNOWN, Certification.L1);

        assertThatThrownBy(() -> new WebAuthnConfiguration().keyPolicies(settings(Map.of()), levels))
                .hasMessageContaining("hospiconnect.assurance.schemes.webauthn.least-certification")
                .hasMessageContaining("metadata.source");
    }

    private static WebAuthnSettings settings(Map<String, AttestationPolicy> policies) {
        return settings(List.of(), policies);
    }

    private static WebAuthnSettings settings(List<Path> anchors, Map<String, AttestationPolicy> policies) {
        var metadata = new MetadataSettings(
                Optional.empty(), List.of(), "x", true, List.of(), Duration.ofHours(6), Period.ofDays(14));
        return new WebAuthnSettings(Optional.empty(), "x", Set.of(), anchors, metadata, policies);
    }

    private static AttestationPolicy policy(
            Set<String> populations, @org.jspecify.annotations.Nullable String reservation) {
        return new AttestationPolicy(
                populations,
                Conveyance.ASKED,
                Set.of(),
                Certification.NONE,
                false,
                ResidentKey.REQUIRED,
                List.of(KeyAlgorithm.ES256),
                Optional.ofNullable(reservation));
    }

    private Challenge begin(Person person) {
        return webauthn.enrolment.begin(new EnrolmentAttempt("e1", person, "127.0.0.1"));
    }

    private SoftwareAuthenticator key(Key key) {
        Make right = Make.development(webauthn.root);
        return SoftwareAuthenticator.of(
                switch (key) {
                    case RIGHT -> right;
                    case UNATTESTED -> Make.unattested();
                    case SELF_ATTESTED -> Make.selfAttested();
                    case NAMELESS -> right.nameless();
                    case OF_ANOTHER_MODEL -> right.of(UUID.randomUUID());
                    case SYNCED -> right.withSyncedKeys();
                    case WITHOUT_NAME -> right.withoutName();
                },
                WebAuthnFixture.ORIGIN);
    }
}
