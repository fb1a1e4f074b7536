package org.hospiconnect.idp.authenticator.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.authenticator.Challenge;
import org.hospiconnect.idp.authenticator.EnrolmentAttempt;
import org.hospiconnect.idp.authenticator.EnrolmentCeremony.Result;
import org.hospiconnect.idp.authenticator.KeyFacts.Discoverable;
import org.hospiconnect.idp.authenticator.RefusalReason;
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

/** Whether a key names its holder by itself: asked as its policy wants, held to that, and kept. */
@StoreTest
@Import(WebAuthnFixture.Modules.class)
@Requirement("HC-KEYS-WITHOUT-NAME")
@TestPropertySource(
        properties = {
            "hospiconnect.address.issuer=http://localhost:9000",
            "hospiconnect.authenticator.webauthn.policies.small.populations=locums",
            "hospiconnect.authenticator.webauthn.policies.small.resident-key=DISCOURAGED",
            "hospiconnect.authenticator.webauthn.policies.either.populations=interns",
            "hospiconnect.authenticator.webauthn.policies.either.resident-key=PREFERRED",
        })
class KeysWithoutNameTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final WebAuthnFixture webauthn;

    @Autowired
    KeysWithoutNameTest(WebAuthnFixture webauthn) {
        this.webauthn = webauthn;
    }

    @ParameterizedTest
    @CsvSource({"secretaries, required, true", "locums, discouraged, false", "interns, preferred, false"})
    void the_browser_is_asked_as_the_policy_wants(String population, String word, boolean required) {
        JsonNode selection =
                JSON.readTree(begin(webauthn.somebody(population)).options()).path("authenticatorSelection");

        assertThat(selection.path("residentKey").asString()).isEqualTo(word);
        assertThat(selection.path("requireResidentKey").asBoolean()).isEqualTo(required);
    }

    @ParameterizedTest(name = "{0}: the browser says {1} → {2}")
    @CsvSource({
        "secretaries, true,    YES",
        "secretaries, nothing, YES",
        "locums,      true,    YES",
        "locums,      false,   NO",
        "locums,      nothing, UNKNOWN",
        "interns,     false,   NO",
    })
    void what_the_browser_says_of_it_is_kept(String population, String said, Discoverable kept) {
        assertThat(registered(webauthn.somebody(population), said))
                .isInstanceOfSatisfying(
                        Result.Attested.class,
                        attested -> assertThat(attested.facts().discoverable()).isEqualTo(kept));
    }

    @Test
    void where_a_name_is_required_a_key_without_is_refused() {
        assertThat(registered(webauthn.somebody("secretaries"), "false"))
                .isEqualTo(new Result.Refused(RefusalReason.MODEL_NOT_ALLOWED));
    }

    @Test
    void it_stays_with_the_means() {
        var enrolled = webauthn.enrol(webauthn.somebody("locums"), key(false));

        assertThat(webauthn.authenticators.find(enrolled.id()).orElseThrow().facts())
                .isEqualTo(enrolled.facts());
        assertThat(enrolled.facts().discoverable()).isEqualTo(Discoverable.NO);
    }

    private Result registered(Person person, String said) {
        Challenge challenge = begin(person);
        String answer = key(!said.equals("false")).create(challenge.options());
        String given = said.equals("nothing") ? answer.replaceAll("\\{\"rk\":[a-z]+}", "{}") : answer;
        return webauthn.enrolment.finish(challenge, person, WebAuthnFixture.bytes(given));
    }

    private Challenge begin(Person person) {
        return webauthn.enrolment.begin(new EnrolmentAttempt("e1", person, "127.0.0.1"));
    }

    private SoftwareAuthenticator key(boolean named) {
        Make make = Make.development(webauthn.root);
        return SoftwareAuthenticator.of(named ? make : make.withoutName(), WebAuthnFixture.ORIGIN);
    }
}
