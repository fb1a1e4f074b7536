package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.hospiconnect.journeys.Wrong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From an application's request to the code, right and wrong. */
@JourneyTest
@Tag("stores")
@Import(SignInRoad.class)
class SignInJourneyTest {

    private final SignInRoad road;
    private final JdbcClient jdbc;
    private final MovableClock clock;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    SignInJourneyTest(SignInRoad road, JdbcClient jdbc, MovableClock clock) {
        this.jdbc = jdbc;
        this.road = road;
        this.clock = clock;
    }

    @BeforeEach
    void registerTheApplication() {
        road.register(client, Level.SUBSTANTIAL);
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    @Requirement({"OIDCC-3.1.2.5", "RFC9207-2"})
    void a_key_signs_in_and_the_application_gets_its_code() {
        var key = road.enrolledKey(road.somebody(1), true);

        Page arrived = new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of())));

        assertThat(arrived.at().getQuery())
                .contains("code=")
                .contains("state=s t&=")
                .contains("iss=" + road.page(""));
    }

    @Test
    @Requirement("HC-SSO")
    void a_second_application_asks_nothing_again() {
        var key = road.enrolledKey(road.somebody(1), true);
        new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of())));

        assertThat(visitor.visit(road.request(client, Map.of("prompt", "none")))
                        .at()
                        .getQuery())
                .contains("code=");
    }

    @Test
    @Requirement("OIDCC-3.1.2.6")
    void prompt_none_without_session_is_login_required() {
        Page arrived = visitor.visit(road.request(client, Map.of("prompt", "none")));

        assertThat(arrived.at().getQuery()).contains("error=login_required").contains("state=s t&=");
    }

    @ParameterizedTest
    @Requirement("OIDCC-3.1.2.1")
    @ValueSource(strings = {"prompt=login", "max_age=0", "prompt=select_account"})
    void a_fresh_proof_is_asked_and_serves_once(String asked) {
        var key = road.enrolledKey(road.somebody(1), true);
        var person = new KeyAtPage(visitor, key);
        person.signIn(visitor.visit(road.request(client, Map.of())));
        var fresh = Map.of(asked.substring(0, asked.indexOf('=')), asked.substring(asked.indexOf('=') + 1));

        Page page = visitor.visit(road.request(client, fresh));
        assertThat(page.at().getPath()).isEqualTo("/signin/webauthn");
        assertThat(person.signIn(page).at().getQuery()).contains("code=");
        assertThat(visitor.visit(road.request(client, fresh)).at().getPath()).isEqualTo("/signin/webauthn");
    }

    @Test
    @Requirement("OIDCC-3.1.2.1")
    void a_proof_older_than_max_age_is_asked_again() {
        var key = road.enrolledKey(road.somebody(1), true);
        var person = new KeyAtPage(visitor, key);
        person.signIn(visitor.visit(road.request(client, Map.of())));

        clock.advance(Duration.ofSeconds(61));

        assertThat(visitor.visit(road.request(client, Map.of("max_age", "600")))
                        .at()
                        .getQuery())
                .contains("code=");
        assertThat(visitor.visit(road.request(client, Map.of("max_age", "60", "prompt", "none")))
                        .at()
                        .getQuery())
                .contains("error=login_required");
        assertThat(person.signIn(visitor.visit(road.request(client, Map.of("max_age", "60"))))
                        .at()
                        .getQuery())
                .contains("code=");
    }

    @Test
    @Requirement("HC-LEVEL-NO-LOOP")
    void a_means_without_identity_evidence_is_told_why_and_never_loops() {
        var key = road.enrolledKey(road.somebody(1), false);

        Page page = new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of())));

        assertThat(page.at().getPath()).isEqualTo("/signin");
        assertThat(page.document().text())
                .contains("identité n’a pas été vérifiée")
                .contains("Référence");
        Page back = visitor.submit(page, "form", Map.of());
        assertThat(back.at().getQuery()).contains("error=unmet_authentication_requirements");
    }

    @Test
    void an_application_that_asks_less_takes_a_low_level() {
        String modest = "modest-" + UUID.randomUUID();
        road.register(modest, Level.LOW);
        var key = road.enrolledKey(road.somebody(1), false);

        Page arrived = new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(modest, Map.of())));

        assertThat(arrived.at().getQuery()).contains("code=");
    }

    @Test
    void the_work_situation_is_asked_when_there_are_several_and_the_application_wants_it() {
        var key = road.enrolledKey(road.somebody(2), true);
        Map<String, String> wanting = Map.of("scope", "openid work_situation");

        Page arrived = new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, wanting)));

        assertThat(arrived.at().getQuery()).contains("code=");
        assertThat(visitor.visit(road.request(client, wanting)).at().getQuery()).contains("code=");
    }

    @ParameterizedTest
    @Requirement("HC-SIGNIN-REFUSED")
    @EnumSource(
            value = Wrong.class,
            names = {"USER_NOT_VERIFIED", "ORIGIN", "RP_ID", "CHALLENGE", "TYPE", "SIGNATURE", "USER_HANDLE"})
    void a_wrong_answer_leaves_a_sentence_a_reference_and_another_try(Wrong wrong) {
        var person = new KeyAtPage(visitor, road.enrolledKey(road.somebody(1), true));

        Page refused = person.signIn(visitor.visit(road.request(client, Map.of())), wrong);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text(".notice.warn .reference")).matches("[2-9A-Z]{4}-[2-9A-Z]{4}");
        assertThat(person.signIn(refused).at().getQuery()).contains("code=");
    }

    @Test
    @Requirement("HC-SIGNIN-BOUND")
    void a_sign_in_belongs_to_the_browser_that_began_it() {
        var key = road.enrolledKey(road.somebody(1), true);
        Page page = visitor.visit(road.request(client, Map.of()));

        Page elsewhere = new Visitor().visit(page.at().toString());

        assertThat(elsewhere.status()).isEqualTo(410);
        assertThat(elsewhere.has("input[name=credential]")).isFalse();
        assertThat(new KeyAtPage(visitor, key).signIn(page).at().getQuery()).contains("code=");
    }

    /** A session that somebody left, or planted, in a browser is never that of whoever signs in there next. */
    @Test
    @Requirement("HC-SESSION-FIXATION")
    void another_person_in_the_same_browser_ends_the_first_ones_session() {
        var first = road.somebody(1);
        new KeyAtPage(visitor, road.enrolledKey(first, true)).signIn(visitor.visit(road.request(client, Map.of())));
        var second = road.somebody(1);

        Page arrived = new KeyAtPage(visitor, road.enrolledKey(second, true))
                .signIn(visitor.visit(road.request(client, Map.of("prompt", "login"))));

        assertThat(arrived.at().getQuery()).contains("code=");
        assertThat(acts(first, "SESSION_ENDED")).hasSize(1).doesNotContainAnyElementsOf(acts(second, "CODE_ISSUED"));
        assertThat(acts(second, "CODE_ISSUED"))
                .hasSize(1)
                .isEqualTo(acts(second, "SIGN_IN_ACCEPTED"))
                .doesNotContainAnyElementsOf(acts(first, "SIGN_IN_ACCEPTED"));
    }

    /** The sessions of them. */
    private List<String> acts(Person person, String act) {
        return jdbc.sql("select session from trail where person = :person and act = :act")
                .param("person", person.id().toString())
                .param("act", act)
                .query(String.class)
                .list();
    }

    @Test
    @Requirement("HC-SESSION-LEAVE")
    void leaving_the_post_ends_the_session() {
        new KeyAtPage(visitor, road.enrolledKey(road.somebody(1), true))
                .signIn(visitor.visit(road.request(client, Map.of())));

        Page left = visitor.submit(visitor.visit(road.page("/")), "form[action='/leave']", Map.of());

        assertThat(left.at().getPath()).isEqualTo("/left");
        assertThat(visitor.visit(road.request(client, Map.of("prompt", "none")))
                        .at()
                        .getQuery())
                .contains("error=login_required");
    }
}
