package org.hospiconnect.idp.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.audit.WrittenCounts;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a person reads when an enrolment does not succeed, and what they can read out on the telephone. */
@JourneyTest
@Import(SignInRoad.class)
@ExtendWith(OutputCaptureExtension.class)
class EnrolmentWordsJourneyTest {

    private final SignInRoad road;
    private final JdbcClient jdbc;
    private final WrittenCounts counts;
    private final Visitor visitor = new Visitor();

    @Autowired
    EnrolmentWordsJourneyTest(SignInRoad road, JdbcClient jdbc, WrittenCounts counts) {
        this.road = road;
        this.jdbc = jdbc;
        this.counts = counts;
    }

    @AfterEach
    void forgetFailures() {
        jdbc.sql("delete from activation_failures").update();
    }

    @ParameterizedTest
    @Requirement("HC-BROWSER-FAILURES")
    @CsvSource({
        "InvalidStateError, ENROLMENT-ALREADY, déjà enregistrée",
        "NotAllowedError, ENROLMENT-GIVEN-UP, n’a pas répondu",
        "ConstraintError, ENROLMENT-PIN, son code ou votre empreinte",
        "NotSupportedError, ENROLMENT-MODEL, Ce modèle de clé",
        "SecurityError, ENROLMENT-ADDRESS, l’adresse sûre"
    })
    void what_the_browser_met_is_told_in_words_and_the_code_is_not_used_up(String failure, String code, String said) {
        Person person = road.somebody(1);
        Page page = type(visitor, road.activationCode(person, true));

        Page refused = visitor.submit(page, "form:has(input[name=credential])", Map.of("failure", failure));

        assertThat(refused.text(".notice.warn strong")).contains(said);
        assertThat(refused.text(".notice.warn .code")).isEqualTo(code);
        assertThat(new KeyAtPage(visitor, road.key()).enrol(refused, "Ma clé").has("[data-level]"))
                .isTrue();
    }

    @Test
    @Requirement("HC-ACTIVATION-REFERENCE")
    void a_code_that_opens_nothing_leaves_a_reference_that_the_count_and_the_log_have(CapturedOutput log) {
        Page page = type(visitor, "22222-22222-22222");

        String reference = page.text(".notice.warn .reference");
        assertThat(page.text(".notice.warn .code")).isEqualTo("ENROLMENT-CODE");
        assertThat(counts.sql("select reason from refusal_counts where last_reference = ?")
                        .param(reference)
                        .query(String.class)
                        .single())
                .isEqualTo("CODE_UNKNOWN");
        assertThat(log).contains("reference=\"" + reference + "\"").doesNotContain("22222");
    }

    private Page type(Visitor visitor, String code) {
        return visitor.submit(visitor.visit(road.page("/enrol")), "form:has(input[name=code])", Map.of("code", code));
    }
}
