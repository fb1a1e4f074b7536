package org.hospiconnect.idp.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.IdentityEvidence;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.hospiconnect.journeys.Wrong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    @Requirement({"HC-ACTIVATION", "RIE-PS-07", "HC-LEVEL-EVIDENCE"})
    void a_code_gives_one_means_with_its_evidence_and_then_opens_nothing() {
        Person person = road.somebody(1);
        String code = road.activationCode(person, true);

        Page receipt = new KeyAtPage(visitor, road.key()).enrol(type(visitor, code), "Ma clé");

        assertThat(receipt.element("[data-level]").attr("data-level")).isEqualTo("SUBSTANTIAL");
        assertThat(authenticators.of(person.id()))
                .singleElement()
                .satisfies(held -> assertThat(held.evidence()).hasValueSatisfying(evidence -> {
                    assertThat(evidence.delivery()).isEqualTo(IdentityEvidence.Delivery.IN_PERSON);
                    assertThat(evidence.rpps()).isEqualTo(IdentityEvidence.RppsCheck.NO_NUMBER);
                }));
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
    @Requirement("HC-ACTIVATION-ONE")
    void a_new_code_withdraws_the_older_one_of_the_person_and_the_trail_has_it() {
        Person person = road.somebody(1);
        String older = road.activationCode(person, true);
        String others = road.activationCode(road.somebody(1), true);

        String newer = road.activationCode(person, true);

        assertThat(type(new Visitor(), older).status()).isEqualTo(403);
        assertThat(type(new Visitor(), newer).status()).isEqualTo(200);
        assertThat(type(new Visitor(), others).status()).isEqualTo(200);
        assertThat(trail(person)).containsOnlyOnce("ACTIVATION_CODE_WITHDRAWN");
    }

    @Test
    @Requirement("HC-ACTIVATION-ONE")
    void of_codes_that_are_made_at_once_one_lives() throws Exception {
        Person person = road.somebody(1);

        try (var desks = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var made : IntStream.range(0, 6)
                    .mapToObj(_ -> desks.submit(() -> road.activationCode(person, true)))
                    .toList()) {
                made.get();
            }
        }

        assertThat(jdbc.sql("select count(*) from activation_codes where person = ? and expires_at > now()")
                        .param(person.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
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
    @Requirement({"HC-ACTIVATION-THROTTLED", "HC-STRANGERS-LOCK-NOBODY-OUT"})
    void wrong_codes_of_one_browser_make_it_wait_and_nobody_else() {
        for (int i = 0; i < 10; i++) {
            assertThat(type(visitor, "AAAAA-AAAAA-AAAA" + i).status()).isEqualTo(403);
        }

        assertThat(type(visitor, "AAAAA-AAAAA-BBBBB").status()).isEqualTo(429);
        assertThat(type(new Visitor(), "AAAAA-AAAAA-BBBBB").status()).isEqualTo(403);
        assertThat(type(new Visitor(), road.activationCode(road.somebody(1), true))
                        .status())
                .isEqualTo(200);
        clock.advance(Duration.ofMinutes(16));
        assertThat(type(visitor, "AAAAA-AAAAA-BBBBB").status()).isEqualTo(403);
    }

    @Test
    @Requirement("HC-ACTIVATION-THROTTLED")
    void a_right_code_is_heard_all_the_same_and_clears_the_count() {
        for (int i = 0; i < 11; i++) {
            type(visitor, "AAAAA-AAAAA-AAAA" + i % 10);
        }

        assertThat(type(visitor, road.activationCode(road.somebody(1), true)).status())
                .isEqualTo(200);
        assertThat(type(visitor, "AAAAA-AAAAA-BBBBB").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @Requirement("HC-ACTIVATION-THROTTLED")
    @CsvSource({"address:127.0.0.1, 1000", "all, 20000"})
    void guessing_is_bounded_for_an_address_and_for_all_whatever_cookies_come(String count, int most) {
        assertThat(type(visitor, "AAAAA-AAAAA-BBBBB").status()).isEqualTo(403);
        jdbc.sql("update activation_failures set failures = :most where source = :count")
                .param("most", most)
                .param("count", count)
                .update();

        assertThat(type(new Visitor(), road.activationCode(road.somebody(1), true))
                        .status())
                .isEqualTo(429);
        clock.advance(Duration.ofMinutes(16));
        assertThat(type(new Visitor(), road.activationCode(road.somebody(1), true))
                        .status())
                .isEqualTo(200);
    }

    /** A mistake now and then, for ever. */
    @Test
    @Requirement("HC-ACTIVATION-THROTTLED")
    void a_trickle_of_mistakes_never_adds_up() {
        for (int i = 0; i < 15; i++) {
            clock.advance(Duration.ofMinutes(2));
            assertThat(type(visitor, "AAAAA-AAAAA-BBBBB").status()).isEqualTo(403);
        }
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
