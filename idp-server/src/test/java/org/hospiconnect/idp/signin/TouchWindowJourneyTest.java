package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.AuthenticatorStates;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.signin.SharedPostRoad.Carer;
import org.hospiconnect.idp.signin.SharedPostRoad.Tokens;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.workstation.PostClass;
import org.hospiconnect.idp.workstation.PostRoad;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.hospiconnect.journeys.Wrong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The code once, then a touch of the same key, on the same post, for so long. */
@JourneyTest
@Import({SignInRoad.class, SharedPostRoad.class, PostRoad.class})
@Requirement({"HC-TOUCH-WINDOW", "RIE-PS-10"})
class TouchWindowJourneyTest {

    private static final Duration WINDOW = Duration.ofHours(4);
    private static final String TOUCH = "button[name=touch]";

    private final SharedPostRoad road;
    private final PostRoad posts;
    private final Sessions sessions;
    private final AuthenticatorStates states;
    private final MovableClock clock;
    private final JdbcClient jdbc;
    private final Visitor visitor = new Visitor();
    private Application touching;
    private Application whole;
    private Carer camille;
    private Carer dominique;

    @Autowired
    TouchWindowJourneyTest(
            SharedPostRoad road,
            PostRoad posts,
            Sessions sessions,
            AuthenticatorStates states,
            MovableClock clock,
            JdbcClient jdbc) {
        this.road = road;
        this.posts = posts;
        this.sessions = sessions;
        this.states = states;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void aWard() {
        posts.enrolled(visitor, PostClass.WARD);
        touching = road.touching(WINDOW);
        whole = road.application();
        camille = road.carer();
        dominique = road.carer();
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void whoever_gave_the_code_comes_back_by_a_touch_after_another_person() {
        signsInWhole(camille);
        changes();
        signsInWhole(dominique);
        changes();

        Page page = road.open(visitor, touching);
        assertThat(page.text(TOUCH)).isEqualTo("Toucher ma clé");
        Tokens tokens = road.tokens(touch(camille, page), touching);

        assertThat(tokens.sub()).isEqualTo(camille.sub());
        assertThat(tokens.acr()).endsWith("single-factor");
        assertThat(touching.isActive(tokens.accessToken())).isTrue();
        assertThat(visitor.visit(road.page("/")).document().text()).contains("en touchant votre clé");
        assertThat(details(camille)).contains("both_factors_at");
    }

    @Test
    void an_application_that_takes_no_touch_asks_for_the_code_and_the_session_is_whole_again() {
        signsInWhole(camille);
        changes();
        touch(camille, road.open(visitor, touching));

        Page page = SharedPostRoad.answer(visitor, road.open(visitor, touching), "same");
        assertThat(page.at().getQuery()).contains("code=");
        Page asked = road.open(visitor, whole);
        assertThat(asked.at().getPath()).isEqualTo("/signin/webauthn");
        assertThat(asked.has(TOUCH)).isFalse();
        Tokens tokens = road.tokens(camille.signIn(visitor, asked), whole);

        assertThat(tokens.acr()).endsWith("substantial");
        assertThat(visitor.visit(road.page("/")).document().text()).doesNotContain("en touchant votre clé");
    }

    @ParameterizedTest(name = "{0} min after the code, class and application allow {1} min → {2}")
    @CsvSource({"239, 240, true", "240, 240, false", "59, 60, true", "60, 60, false"})
    void the_window_is_as_long_as_both_say_and_a_touch_makes_it_no_longer(int after, int window, boolean may) {
        touching = road.touching(Duration.ofMinutes(window));
        signsInWhole(camille);
        changes();
        clock.advance(Duration.ofMinutes(after / 2));
        touch(camille, road.open(visitor, touching));
        changes();

        clock.advance(Duration.ofMinutes(after - after / 2));

        assertThat(road.open(visitor, touching).has(TOUCH)).isEqualTo(may);
    }

    @Test
    void tokens_of_a_touch_end_with_the_window() {
        signsInWhole(camille);
        changes();
        clock.advance(WINDOW.minusMinutes(2));
        Tokens tokens = road.tokens(touch(camille, road.open(visitor, touching)), touching);
        assertThat(touching.isActive(tokens.accessToken())).isTrue();

        clock.advance(Duration.ofMinutes(2));

        assertThat(touching.isActive(tokens.accessToken())).isFalse();
    }

    @Test
    void a_touch_asked_with_the_code_or_asked_when_it_was_over_is_refused() {
        signsInWhole(camille);
        changes();
        Page page = road.open(visitor, touching);
        String both = road.challenge(visitor, page);
        assertThat(both).contains("\"userVerification\":\"required\"");
        assertThat(refused(camille, page, both)).isTrue();

        Page late = road.open(visitor, touching);
        String touch = wished(late);
        clock.advance(WINDOW.plusSeconds(1));
        assertThat(refused(camille, late, touch)).isTrue();
    }

    @Test
    void neither_another_key_of_theirs_nor_another_post_nor_another_person_has_the_window() {
        signsInWhole(camille);
        changes();
        Page page = road.open(visitor, touching);
        assertThat(wished(page)).containsOnlyOnce("public-key");
        assertThat(refused(road.withAnotherKey(camille), page, ofAnyKey(wished(page))))
                .isTrue();
        assertThat(refused(dominique, page, ofAnyKey(wished(page)))).isTrue();

        var elsewhere = new Visitor();
        posts.enrolled(elsewhere, PostClass.WARD);
        assertThat(road.open(elsewhere, touching).has(TOUCH)).isFalse();
        assertThat(road.open(new Visitor(), touching).has(TOUCH)).isFalse();
        var copy = new Visitor("127.0.0.1", "Another/1.0");
        copy.copy(visitor);
        assertThat(road.open(copy, touching).has(TOUCH)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"acr_values, substantial", "prompt, login", "max_age, 0"})
    void a_request_that_asks_for_more_offers_no_touch(String name, String value) {
        signsInWhole(camille);
        changes();
        String asked = name.equals("acr_values") ? road.page("/acr/eidas/" + value) : value;

        assertThat(road.open(visitor, touching, name, asked).has(TOUCH)).isFalse();
    }

    @Test
    void a_key_that_was_suspended_and_taken_back_gives_its_code_again() {
        signsInWhole(camille);
        changes();
        String key = jdbc.sql("select id from authenticators where person = ?::uuid")
                .param(camille.sub())
                .query(String.class)
                .single();
        states.change(key, Authenticator.State.SUSPENDED, "test");
        states.change(key, Authenticator.State.ACTIVE, "test");

        assertThat(road.open(visitor, touching).has(TOUCH)).isFalse();
    }

    @Test
    void a_session_that_its_person_ends_from_elsewhere_ends_the_window() {
        signsInWhole(camille);
        var elsewhere = new Visitor();
        camille.signIn(elsewhere, road.open(elsewhere, whole));
        elsewhere.submit(
                elsewhere.visit(road.page("/account")), "form[action='/account/sessions/end-others']", Map.of());

        assertThat(road.open(visitor, touching).has(TOUCH)).isFalse();
    }

    @Test
    void leaving_the_post_ends_the_window() {
        signsInWhole(camille);
        visitor.submit(visitor.visit(road.page("/")), "form[action='/leave']", Map.of());
        assertThat(road.open(visitor, touching).has(TOUCH)).isFalse();
    }

    @Test
    void leaving_when_the_session_is_over_ends_the_window_too() {
        signsInWhole(camille);
        Page home = visitor.visit(road.page("/"));
        clock.advance(Duration.ofMinutes(31));
        assertThat(road.open(visitor, touching).has(TOUCH)).isTrue();
        visitor.submit(home, "form[action='/leave']", Map.of());
        assertThat(road.open(visitor, touching).has(TOUCH)).isFalse();
    }

    @Test
    void what_ends_all_sessions_of_the_person_ends_the_window() {
        signsInWhole(camille);
        changes();
        Page page = road.open(visitor, touching);
        String asked = wished(page);
        sessions.endAllOf(camille.person().id());
        assertThat(refused(camille, page, asked)).isTrue();
    }

    private void signsInWhole(Carer carer) {
        assertThat(carer.signIn(visitor, road.open(visitor, whole)).at().getQuery())
                .contains("code=");
    }

    private void changes() {
        SharedPostRoad.answer(visitor, road.open(visitor, touching), "other");
    }

    private String wished(Page page) {
        return road.touchChallenge(visitor, page);
    }

    private static String ofAnyKey(String options) {
        var asked = (ObjectNode) JsonMapper.shared().readTree(options);
        asked.remove("allowCredentials");
        return asked.toString();
    }

    private Page touch(Carer carer, Page page) {
        return answered(carer, page, wished(page));
    }

    private Page answered(Carer carer, Page page, String options) {
        var filled = new HashMap<String, String>();
        filled.put("credential", carer.key().get(options, Wrong.USER_NOT_VERIFIED));
        return visitor.submit(page, "form:has(input[name=credential])", filled);
    }

    private boolean refused(Carer carer, Page page, String options) {
        return answered(carer, page, options).at().getPath().equals("/signin/webauthn");
    }

    private String details(Carer carer) {
        return jdbc.sql(
                        "select string_agg(details::text, ' ') from trail where act = 'SIGN_IN_ACCEPTED' and person = :person")
                .param("person", carer.sub())
                .query(String.class)
                .single();
    }
}
