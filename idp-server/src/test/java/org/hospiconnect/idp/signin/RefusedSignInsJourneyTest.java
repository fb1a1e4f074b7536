package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.audit.WrittenCounts;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.SoftwareAuthenticator;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.hospiconnect.journeys.Wrong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What refused sign-ins leave behind: a count while nobody is proved, a row of the trail as soon as somebody is. */
@JourneyTest
@Import(SignInRoad.class)
@ExtendWith(OutputCaptureExtension.class)
class RefusedSignInsJourneyTest {

    private final SignInRoad road;
    private final People people;
    private final JdbcClient jdbc;
    private final WrittenCounts counts;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    RefusedSignInsJourneyTest(SignInRoad road, People people, JdbcClient jdbc, WrittenCounts counts) {
        this.road = road;
        this.people = people;
        this.jdbc = jdbc;
        this.counts = counts;
    }

    @BeforeEach
    void registerTheApplication() {
        road.register(client, Level.SUBSTANTIAL);
    }

    @Test
    @Requirement("HC-SIGNIN-STRANGERS")
    void refusals_of_a_stranger_add_no_row_to_the_trail_and_their_reference_is_found(CapturedOutput log) {
        var key = road.enrolledKey(road.somebody(1), true);

        String reference = refusedReference(key, Wrong.SIGNATURE);

        assertThat(rows(reference)).isZero();
        assertThat(counted("SIGNATURE_INVALID", reference)).isEqualTo(1);
        assertThat(log).contains("reference=\"" + reference + "\"").contains("reason=\"SIGNATURE_INVALID\"");
    }

    @Test
    @Requirement("HC-SIGNIN-STRANGERS")
    void somebody_who_is_proved_and_refused_has_a_row_with_the_reference() {
        Person left = road.somebody(1);
        var key = road.enrolledKey(left, true);
        people.change(departed(left));

        String reference = refusedReference(key);

        assertThat(rows(reference)).isEqualTo(1);
        assertThat(jdbc.sql("select person || ' ' || reason from trail where reference = :reference")
                        .param("reference", reference)
                        .query(String.class)
                        .single())
                .isEqualTo(left.id() + " PERSON_NOT_ACTIVE");
        assertThat(counted("PERSON_NOT_ACTIVE", reference)).isZero();
    }

    @ParameterizedTest
    @Requirement("HC-ANSWER-BOUNDED")
    @ValueSource(strings = {"authenticatorData", "clientDataJSON", "signature", "userHandle"})
    void bytes_that_nobody_can_read_are_refused_with_a_sentence_and_counted(String member) {
        var key = road.enrolledKey(road.somebody(1), true);
        Page page = visitor.visit(road.request(client, Map.of()));
        String answer = key.get(visitor.post(
                        page.at().resolve("/signin/webauthn/challenge"),
                        Map.of(
                                "s", page.element("input[name=s]").val(),
                                "csrf", page.element("input[name=csrf]").val()))
                .body());

        Page refused =
                visitor.submit(page, "form:has(input[name=credential])", Map.of("credential", garbled(answer, member)));

        assertThat(refused.status()).isEqualTo(403);
        String reference = refused.text(".notice.warn .reference");
        assertThat(counts.sql("select reason from refusal_counts where last_reference = :reference")
                        .param("reference", reference)
                        .query(String.class)
                        .single())
                .isIn("MALFORMED", "SIGNATURE_INVALID", "OTHER_OWNER");
    }

    @ParameterizedTest
    @Requirement("HC-BROWSER-FAILURES")
    @CsvSource({
        "NotAllowedError, GIVEN_UP, SIGNIN-GIVEN-UP, La clé n’a pas répondu",
        "AbortError, GIVEN_UP, SIGNIN-GIVEN-UP, La clé n’a pas répondu",
        "ConstraintError, KEY_CANNOT_VERIFY, SIGNIN-PIN, son code ou votre empreinte",
        "SecurityError, PAGE_NOT_TRUSTED, SIGNIN-ADDRESS, l’adresse sûre",
        "challenge, CHALLENGE_NOT_GIVEN, SIGNIN-CHALLENGE, n’a pas pu préparer",
        "NotSupportedError, KEY_NOT_SUPPORTED, SIGNIN-FAILED, n’a pas abouti",
        "<script>alert(1)</script>, BROWSER_FAILED, SIGNIN-FAILED, n’a pas abouti"
    })
    void what_the_browser_met_is_told_in_words_and_kept(String failure, String reason, String code, String said) {
        Page page = visitor.visit(road.request(client, Map.of()));

        Page refused = visitor.submit(page, "form:has(input[name=credential])", Map.of("failure", failure));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text(".notice.warn strong")).contains(said);
        assertThat(refused.text(".notice.warn .code")).isEqualTo(code);
        assertThat(refused.body()).doesNotContain("alert(1)");
        assertThat(counted(reason, refused.text(".notice.warn .reference"))).isEqualTo(1);
    }

    /** An array in an array, and so on. */
    private static String garbled(String answer, String member) {
        byte[] deep = new byte[30_000];
        Arrays.fill(deep, (byte) 0x81);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(deep);
        return answer.replaceFirst("(\"" + member + "\":\")[^\"]*", "$1" + text);
    }

    private String refusedReference(SoftwareAuthenticator key, Wrong... wrong) {
        Page refused = new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of())), wrong);
        assertThat(refused.status()).isEqualTo(403);
        return refused.text(".notice.warn .reference");
    }

    private long rows(String reference) {
        return jdbc.sql("select count(*) from trail where reference = :reference")
                .param("reference", reference)
                .query(Long.class)
                .single();
    }

    private long counted(String reason, String reference) {
        return counts.sql("select count(*) from refusal_counts where reason = :reason and last_reference = :reference")
                .param("reason", reason)
                .param("reference", reference)
                .query(Long.class)
                .single();
    }

    private static Person departed(Person person) {
        return ExamplePerson.like(person).state(Person.State.DEPARTED).get();
    }
}
