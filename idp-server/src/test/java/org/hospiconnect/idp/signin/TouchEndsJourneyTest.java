package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.client.Surroundings;
import org.hospiconnect.idp.session.OverSessions;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a session by a touch does not outlive, and what it does not show. */
@JourneyTest
@Import({SignInRoad.class, SharedPostRoad.class, PostRoad.class})
@Requirement({"HC-TOUCH-WINDOW", "RIE-PS-10"})
class TouchEndsJourneyTest {

    private static final Duration WINDOW = Duration.ofHours(4);
    private static final Duration TURN = Duration.ofMinutes(61);
    private static final String TOUCH = "button[name=touch]";

    private final SharedPostRoad road;
    private final Clients clients;
    private final Sessions sessions;
    private final OverSessions over;
    private final MovableClock clock;
    private final JdbcClient jdbc;
    private final PostRoad posts;
    private final Visitor ward = new Visitor();
    private Application dpi;
    private Carer camille;

    @Autowired
    TouchEndsJourneyTest(
            SharedPostRoad road,
            Clients clients,
            Sessions sessions,
            OverSessions over,
            MovableClock clock,
            JdbcClient jdbc,
            PostRoad posts) {
        this.road = road;
        this.clients = clients;
        this.sessions = sessions;
        this.over = over;
        this.clock = clock;
        this.jdbc = jdbc;
        this.posts = posts;
    }

    @BeforeEach
    void somebodyWhoGaveTheCodeOnTheWard() {
        dpi = road.application();
        clients.put(ExampleApplication.like(dpi.registered())
                .signIn(new SignInRules(false, null, Set.of(), Set.of(), Set.of(), WINDOW, false))
                .surroundings(_ -> new Surroundings(Set.of(), Optional.of("https://dpi.invalid/logout"), Set.of()))
                .get());
        camille = road.carer();
        posts.enrolled(ward, PostClass.WARD);
        camille.signIn(ward, road.open(ward, dpi));
        changes();
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void the_session_of_a_touch_ends_with_the_window_and_its_applications_hear_so() {
        clock.advance(WINDOW.minusMinutes(2));
        Tokens tokens = touches();
        assertThat(sessions.find(tokens.sid())).isPresent();
        assertThat(notice(tokens)).isEqualTo("WAITING");

        clock.advance(Duration.ofMinutes(2));
        over.end();

        assertThat(sessions.find(tokens.sid())).isEmpty();
        assertThat(notice(tokens)).isNotEqualTo("WAITING");
        assertThat(ward.visit(road.page("/account")).at().getPath()).isEqualTo("/");
    }

    @Test
    void the_code_given_after_a_touch_makes_the_session_as_long_as_any_other() {
        clock.advance(WINDOW.minusMinutes(2));
        Tokens tokens = touches();
        camille.signIn(ward, road.open(ward, dpi, "prompt", "login"));
        clock.advance(Duration.ofMinutes(29));

        assertThat(sessions.find(tokens.sid())).isPresent();
    }

    @Test
    void whoever_touched_sees_this_session_alone_and_ends_no_other_but_may_block_what_was_lost() {
        var elsewhere = new Visitor();
        Tokens there = road.tokens(camille.signIn(elsewhere, road.open(elsewhere, dpi)), dpi);
        Tokens here = touches();

        Page page = ward.visit(road.page("/account"));

        assertThat(page.has("input[value=" + here.sid() + "]")).isTrue();
        assertThat(page.document().html()).doesNotContain(there.sid());
        assertThat(page.has("form[action='/account/sessions/end-others']")).isFalse();
        String csrf = page.element("input[name=csrf]").val();
        for (String action : List.of("end", "end-others")) {
            var told = ward.post(
                    page.at().resolve("/account/sessions/" + action), Map.of("csrf", csrf, "sid", there.sid()));
            assertThat(told.body()).as(action).contains("avec votre code");
        }
        assertThat(sessions.find(there.sid())).isPresent();
        assertThat(page.has("form[action='/account/suspend']")).isTrue();
        assertThat(ward.submit(page, "form[action='/account/sessions/end']", Map.of())
                        .at()
                        .getPath())
                .isEqualTo("/left");
        assertThat(sessions.find(here.sid())).isEmpty();
    }

    @Test
    void a_request_for_one_factor_is_met_where_the_application_takes_a_touch() {
        String claims = "{\"id_token\":{\"acr\":{\"essential\":true,\"value\":\"%s\"}}}"
                .formatted(road.page("/acr/single-factor"));

        assertThat(road.open(ward, dpi, "claims", claims).has(TOUCH)).isTrue();
        assertThat(road.open(ward, road.application(), "claims", claims).at().getQuery())
                .contains("error=unmet_authentication_requirements");
    }

    @Test
    void a_post_that_may_be_in_two_browsers_has_no_windows() {
        var copy = new Visitor();
        copy.copy(ward);
        clock.advance(TURN);
        road.open(ward, dpi);
        clock.advance(Duration.ofMinutes(11));
        assertThat(road.open(ward, dpi).has(TOUCH)).isTrue();

        assertThat(road.open(copy, dpi).has(TOUCH)).isFalse();

        assertThat(road.open(ward, dpi).has(TOUCH)).isFalse();
    }

    @Test
    void a_key_that_may_have_been_copied_has_no_window() {
        Page page = road.open(ward, dpi);
        assertThat(page.has(TOUCH)).isTrue();

        assertThat(answered(page).at().getPath()).isEqualTo("/signin/webauthn");

        assertThat(road.open(ward, dpi).has(TOUCH)).isFalse();
    }

    /** With the code, by a key that counts nothing more. */
    private Page answered(Page page) {
        return ward.submit(
                page,
                "form:has(input[name=credential])",
                Map.of("credential", camille.key().get(road.challenge(ward, page), Wrong.COUNTER)));
    }

    private void changes() {
        SharedPostRoad.answer(ward, road.open(ward, dpi), "other");
    }

    private Tokens touches() {
        Page page = road.open(ward, dpi);
        String options = road.challenge(ward, page, Map.of("touch", "true"));
        return road.tokens(
                ward.submit(
                        page,
                        "form:has(input[name=credential])",
                        Map.of("credential", camille.key().get(options, Wrong.USER_NOT_VERIFIED))),
                dpi);
    }

    private String notice(Tokens tokens) {
        return jdbc.sql("select state from logout_notices where session = ?")
                .param(tokens.sid())
                .query(String.class)
                .single();
    }
}
