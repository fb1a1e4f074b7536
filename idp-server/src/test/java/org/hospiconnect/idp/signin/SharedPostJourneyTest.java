package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.signin.SharedPostRoad.answer;
import static org.hospiconnect.idp.signin.SharedPostRoad.isAsked;

import java.util.List;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.signin.SharedPostRoad.Carer;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.workstation.Post;
import org.hospiconnect.idp.workstation.PostClass;
import org.hospiconnect.idp.workstation.PostRoad;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two people, one browser of a ward. */
@JourneyTest
@Import({SignInRoad.class, SharedPostRoad.class, PostRoad.class})
class SharedPostJourneyTest {

    private final SharedPostRoad road;
    private final PostRoad posts;
    private final JdbcClient jdbc;
    private final Visitor visitor = new Visitor();
    private Post post;
    private Application dpi;
    private Application lab;
    private Carer camille;
    private Carer dominique;

    @Autowired
    SharedPostJourneyTest(SharedPostRoad road, PostRoad posts, JdbcClient jdbc) {
        this.road = road;
        this.posts = posts;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void aWard() {
        post = posts.enrolled(visitor, PostClass.WARD);
        dpi = road.application();
        lab = road.application();
        camille = road.carer();
        dominique = road.carer();
    }

    private SharedPostRoad.Tokens signedIn(Carer carer, Application application) {
        return road.tokens(carer.signIn(visitor, road.open(visitor, application)), application);
    }

    @ParameterizedTest
    @EnumSource(names = {"WARD", "THEATRE", "EMERGENCY", "OFFICE"})
    @Requirement("HC-POST-NOBODY-INHERITS")
    void each_new_request_asks_whether_it_is_still_the_same_person(PostClass postClass) {
        posts.enrolled(visitor, postClass);
        assertThat(signedIn(camille, dpi).sub()).isEqualTo(camille.sub());

        for (Application application : List.of(dpi, lab, dpi)) {
            Page asked = road.open(visitor, application);
            assertThat(asked.text("h1"))
                    .isEqualTo("Vous êtes " + camille.person().exerciseName().display() + " ?");
            Page arrived = answer(visitor, asked, "same");
            assertThat(road.tokens(arrived, application).sub()).isEqualTo(camille.sub());
        }
        assertThat(acts("SESSION_CONTINUED", camille)).hasSize(3);
    }

    @Test
    @Requirement("HC-POST-NOBODY-INHERITS")
    void what_goes_on_with_the_persons_own_tab_asks_nothing() {
        var own = signedIn(camille, dpi);

        assertThat(road.open(visitor, dpi, "id_token_hint", own.idToken()).at().getQuery())
                .contains("code=");
        assertThat(road.open(visitor, dpi, "sid", own.sid()).at().getQuery()).contains("code=");
        assertThat(road.open(visitor, dpi, "sid", own.sid(), "prompt", "none")
                        .at()
                        .getQuery())
                .contains("code=");
        assertThat(isAsked(road.open(visitor, dpi, "sid", "x".repeat(43)))).isTrue();
        assertThat(isAsked(road.open(visitor, dpi, "hc_sid", own.sid()))).isTrue();
    }

    /** Yesterday's tab of the same person is no longer anybody's. */
    @Test
    @Requirement("HC-POST-NOBODY-INHERITS")
    void a_hint_of_a_session_before_asks() {
        var before = signedIn(camille, dpi);
        visitor.submit(visitor.visit(road.page("/")), "form[action='/leave']", Map.of());
        signedIn(camille, lab);

        assertThat(isAsked(road.open(visitor, dpi, "id_token_hint", before.idToken())))
                .isTrue();
    }

    @Test
    @Requirement({"HC-POST-NOBODY-INHERITS", "OIDCC-3.1.2.6"})
    void a_silent_request_hears_that_somebody_must_say_who_is_there() {
        var own = signedIn(camille, dpi);

        assertThat(road.open(visitor, lab, "prompt", "none").at().getQuery())
                .contains("error=account_selection_required");
        assertThat(road.open(visitor, dpi, "prompt", "none", "id_token_hint", own.idToken())
                        .at()
                        .getQuery())
                .contains("code=");
        signedInstead();
        assertThat(road.open(visitor, dpi, "prompt", "none", "id_token_hint", own.idToken())
                        .at()
                        .getQuery())
                .contains("error=login_required");
    }

    private SharedPostRoad.Tokens signedInstead() {
        Page changed = answer(visitor, road.open(visitor, lab), "other");
        return road.tokens(dominique.signIn(visitor, changed), lab);
    }

    @Test
    @Requirement({"HC-POST-CHANGE", "HC-POST-NOBODY-INHERITS"})
    void changing_the_user_ends_the_person_before_on_this_post_only() {
        var elsewhere = new Visitor();
        posts.enrolled(elsewhere, PostClass.EMERGENCY);
        var there = road.tokens(camille.signIn(elsewhere, road.open(elsewhere, dpi)), dpi);
        var here = signedIn(camille, dpi);

        var other = signedInstead();

        assertThat(other.sub()).isEqualTo(dominique.sub());
        assertThat(dpi.isActive(here.accessToken())).isFalse();
        assertThat(dpi.isActive(there.accessToken())).isTrue();
        assertThat(road.open(elsewhere, dpi, "sid", there.sid()).at().getQuery())
                .contains("code=");
        assertThat(details("SESSION_ENDED", camille)).contains(post.id()).contains("another user was asked for here");
        assertThat(details("SIGN_IN_ACCEPTED", dominique)).contains(post.id()).contains(camille.sub());
    }

    @Test
    @Requirement("HC-POST-CHANGE")
    void another_persons_key_ends_the_person_before_on_this_post() {
        var here = signedIn(camille, dpi);

        var other = road.tokens(dominique.signIn(visitor, road.open(visitor, dpi, "prompt", "login")), dpi);

        assertThat(other.sub()).isEqualTo(dominique.sub());
        assertThat(dpi.isActive(here.accessToken())).isFalse();
        assertThat(details("SESSION_ENDED", camille)).contains(post.id());
        assertThat(actor("SESSION_ENDED", camille)).isEqualTo(dominique.sub());
    }

    /** The cookie of the session is gone, and with it the way to it; what it opened is still there. */
    @Test
    @Requirement("HC-POST-CHANGE")
    void a_session_whose_cookie_was_deleted_ends_when_somebody_else_comes() {
        var here = signedIn(camille, dpi);
        visitor.forget("hc_session");

        signedIn(dominique, dpi);

        assertThat(dpi.isActive(here.accessToken())).isFalse();
        assertThat(actor("SESSION_ENDED", camille)).isEqualTo(dominique.sub());
    }

    @Test
    @Requirement("HC-SESSION-PLACE")
    void a_session_of_a_post_whose_cookie_was_deleted_asks_for_a_proof() {
        var own = signedIn(camille, dpi);
        visitor.forget(PostRoad.COOKIE);

        assertThat(road.open(visitor, dpi, "prompt", "none", "sid", own.sid())
                        .at()
                        .getQuery())
                .contains("error=login_required");
        Page page = road.open(visitor, dpi, "sid", own.sid());
        assertThat(page.at().getPath()).isEqualTo("/signin/webauthn");
        assertThat(road.tokens(dominique.signIn(visitor, page), dpi).sub()).isEqualTo(dominique.sub());
        assertThat(dpi.isActive(own.accessToken())).isFalse();
    }

    @Test
    @Requirement("HC-SESSION-PLACE")
    void a_session_that_another_browser_shows_asks_for_a_proof() {
        var device = new Visitor();
        road.tokens(camille.signIn(device, road.open(device, dpi)), dpi);
        var thief = new Visitor("127.0.0.1", "Otherbrowser/1.0");
        thief.copy(device);

        assertThat(road.open(thief, dpi).at().getPath()).isEqualTo("/signin/webauthn");
        assertThat(road.open(device, dpi).at().getQuery()).contains("code=");
        var renewed = new Visitor("127.0.0.1", "Visitor/2.17");
        renewed.copy(device);
        assertThat(road.open(renewed, dpi).at().getQuery()).contains("code=");
    }

    @Test
    @Requirement("HC-POST-NOBODY-INHERITS")
    void an_own_device_is_asked_nothing() {
        var device = new Visitor();
        road.tokens(camille.signIn(device, road.open(device, dpi)), dpi);

        assertThat(road.open(device, lab).at().getQuery()).contains("code=");
        assertThat(road.open(device, lab, "prompt", "none").at().getQuery()).contains("code=");
    }

    @Test
    void an_answer_that_is_none_changes_nothing() {
        signedIn(camille, dpi);
        Page asked = road.open(visitor, lab);

        assertThat(answer(visitor, asked, "maybe").status()).isEqualTo(400);
        assertThat(visitor.submit(asked, "form[action='/signin/who']", Map.of("answer", "other", "csrf", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(isAsked(visitor.submit(asked, "form[action='/signin/who']", Map.of("answer", "other", "who", "x"))))
                .isTrue();
        assertThat(acts("SESSION_ENDED", camille)).isEmpty();
    }

    @Test
    @Requirement("HC-POST-END")
    void whoever_is_signed_in_on_a_post_that_ends_is_signed_out() {
        var here = signedIn(camille, dpi);

        posts.end(post);

        assertThat(dpi.isActive(here.accessToken())).isFalse();
        assertThat(details("SESSION_ENDED", camille)).contains(post.id());
        assertThat(road.open(visitor, dpi).at().getPath()).isEqualTo("/signin/webauthn");
    }

    private List<String> acts(String act, Carer carer) {
        return column("details::text", act, carer);
    }

    private String details(String act, Carer carer) {
        return acts(act, carer).getLast();
    }

    private String actor(String act, Carer carer) {
        return column("actor", act, carer).getLast();
    }

    private List<String> column(String column, String act, Carer carer) {
        return jdbc.sql("select " + column + " from trail where act = :act and person = :person order by id")
                .param("act", act)
                .param("person", carer.sub())
                .query(String.class)
                .list();
    }
}
