package org.hospiconnect.idp.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.hospiconnect.journeys.Wrong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the code to the receipt, right and wrong. */
@JourneyTest
@Import(SignInRoad.class)
class EnrolmentJourneyTest {

    private static final String CODE_FORM = "form:has(input[name=code])";

    private final SignInRoad road;
    private final Authenticators authenticators;
    private final JdbcClient jdbc;
    private final MovableClock clock;
    private final Visitor visitor = new Visitor();

    @Autowired
    EnrolmentJourneyTest(SignInRoad road, Authenticators authenticators, JdbcClient jdbc, MovableClock clock) {
        this.road = road;
        this.authenticators = authenticators;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
        jdbc.sql("delete from activation_failures").update();
    }

    @Test
    @Requirement({"HC-ACTIVATION", "RIE-PS-07"})
    void a_code_gives_one_means_with_its_evidence_and_then_opens_nothing() {
        Person person = road.somebody(1);
        String code = road.activationCode(person, true);

        Page receipt = new KeyAtPage(visitor, road.key()).enrol(type(visitor, code), "Ma clé");

        assertThat(receipt.element("[data-level]").attr("data-level")).isEqualTo("SUBSTANTIAL");
        assertThat(authenticators.of(person.id()))
                .singleElement()
                .satisfies(held -> assertThat(held.evidence()).isPresent());
        assertThat(type(new Visitor(), code).has(CODE_FORM)).isTrue();
        assertThat(trail(person)).contains("ACTIVATION_CODE_MADE", "ACTIVATION_CODE_USED", "AUTHENTICATOR_ENROLLED");
    }

    @Test
    @Requirement("RIE-PS-07")
    void without_evidence_the_means_is_enrolled_low_and_the_receipt_says_why() {
        Page receipt = new KeyAtPage(visitor, road.key())
                .enrol(type(visitor, road.activationCode(road.somebody(1), false)), "Ma clé");

        assertThat(receipt.element("[data-level]").attr("data-level")).isEqualTo("LOW");
        assertThat(receipt.document().text()).contains("Votre identité n’a pas été vérifiée");
    }

    @Test
    @Requirement("HC-ACTIVATION")
    void an_expired_code_opens_nothing() {
        String code = road.activationCode(road.somebody(1), true);
        clock.advance(Duration.ofMinutes(61));

        Page page = type(visitor, code);

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.has(CODE_FORM)).isTrue();
    }

    @Test
    @Requirement("HC-ACTIVATION")
    void case_blanks_and_dashes_of_a_typed_code_do_not_count() {
        String code = road.activationCode(road.somebody(1), true);

        assertThat(type(visitor, " " + code.toLowerCase(java.util.Locale.ROOT).replace("-", " "))
                        .has("input[name=credential]"))
                .isTrue();
    }

    @Test
    void the_page_belongs_to_the_browser_that_typed_the_code() {
        type(visitor, road.activationCode(road.somebody(1), true));

        assertThat(new Visitor().visit(road.page("/enrol/webauthn")).has("input[name=credential]"))
                .isFalse();
    }

    @Test
    @Requirement("HC-ENROLMENT-REFUSED")
    void a_failed_ceremony_leaves_a_sentence_a_reference_another_try_and_the_code() {
        Person person = road.somebody(1);
        var key = new KeyAtPage(visitor, road.key());

        Page refused = key.enrol(type(visitor, road.activationCode(person, true)), "Ma clé", Wrong.USER_NOT_VERIFIED);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text(".notice.warn .reference")).matches("[2-9A-Z]{4}-[2-9A-Z]{4}");
        assertThat(authenticators.of(person.id())).isEmpty();
        assertThat(key.enrol(refused, "Ma clé").has("[data-level]")).isTrue();
        assertThat(trail(person)).contains("ENROLMENT_REFUSED");
    }

    @Test
    @Requirement("HC-ACTIVATION-THROTTLED")
    void wrong_codes_from_one_address_make_it_wait() {
        for (int i = 0; i < 10; i++) {
            assertThat(type(new Visitor(), "AAAAA-AAAAA-AAAA" + i % 10).status())
                    .isEqualTo(403);
        }

        assertThat(type(visitor, road.activationCode(road.somebody(1), true)).status())
                .isEqualTo(429);
        clock.advance(Duration.ofMinutes(16));
        assertThat(type(visitor, road.activationCode(road.somebody(1), true)).status())
                .isEqualTo(200);
    }

    @Test
    @Requirement("HC-ACTIVATION")
    void of_many_uses_of_one_code_at_once_one_succeeds() {
        Person person = road.somebody(1);
        String code = road.activationCode(person, true);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var visitors = IntStream.range(0, 8).mapToObj(_ -> new Visitor()).toList();
            var pages = visitors.stream().map(each -> type(each, code)).toList();
            var outcomes = IntStream.range(0, 8)
                    .mapToObj(i -> people.submit(
                            () -> new KeyAtPage(visitors.get(i), road.key()).enrol(pages.get(i), "Clé " + i)))
                    .toList();
            assertThat(outcomes.stream().map(EnrolmentJourneyTest::get).filter(page -> page.has("[data-level]")))
                    .hasSize(1);
        }
        assertThat(authenticators.of(person.id())).hasSize(1);
    }

    @Test
    @Requirement("HC-OWN-FORMS")
    void nobody_elses_page_types_a_code_into_this_browser() {
        String code = road.activationCode(road.somebody(1), true);

        assertThat(road.postFrom("https://evil.example", "/enrol", "code=" + code))
                .isEqualTo(403);
        assertThat(road.postFrom("null", "/enrol", "code=" + code)).isEqualTo(403);
        assertThat(road.postFrom(road.page(""), "/enrol", "code=" + code)).isEqualTo(302);
    }

    @Test
    @Requirement("HC-PAGES-HEADERS")
    void pages_carry_a_strict_policy_and_no_session_of_the_container() {
        assertThat(road.headers("/enrol").map().toString())
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .contains("nosniff")
                .contains("same-origin")
                .doesNotContain("unsafe-inline")
                .doesNotContain("JSESSIONID");
    }

    private Page type(Visitor who, String code) {
        return who.submit(who.visit(road.page("/enrol")), CODE_FORM, Map.of("code", code));
    }

    private String trail(Person person) {
        return jdbc.sql("select coalesce(string_agg(act, ' '), '') from trail where person = ?")
                .param(person.id().toString())
                .query(String.class)
                .single();
    }

    private static Page get(java.util.concurrent.Future<Page> page) {
        try {
            return page.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
