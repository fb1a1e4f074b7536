package org.hospiconnect.idp.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.Surroundings;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.signin.SharedPostRoad;
import org.hospiconnect.idp.signin.SharedPostRoad.Carer;
import org.hospiconnect.idp.signin.SharedPostRoad.Tokens;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.workstation.Post;
import org.hospiconnect.idp.workstation.PostClass;
import org.hospiconnect.idp.workstation.PostRoad;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** « Mes sessions ouvertes », right and wrong. */
@JourneyTest
@Import({SignInRoad.class, SharedPostRoad.class, PostRoad.class})
class OwnSessionsJourneyTest {

    private static final String OTHERS = "form[action=/account/sessions/end-others]";

    private final SharedPostRoad road;
    private final PostRoad posts;
    private final Clients clients;
    private final Sessions sessions;
    private final JdbcClient jdbc;
    private final Visitor own = new Visitor();
    private final Visitor ward = new Visitor();
    private Application dpi;
    private Carer camille;
    private Post post;
    private Tokens here;
    private Tokens there;

    @Autowired
    OwnSessionsJourneyTest(SharedPostRoad road, PostRoad posts, Clients clients, Sessions sessions, JdbcClient jdbc) {
        this.road = road;
        this.posts = posts;
        this.clients = clients;
        this.sessions = sessions;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void somebodyInTwoPlaces() {
        dpi = road.application();
        clients.put(ExampleApplication.like(dpi.registered())
                .surroundings(_ -> new Surroundings(Set.of(), Optional.of("https://dpi.invalid/logout"), Set.of()))
                .get());
        camille = road.carer();
        post = posts.enrolled(ward, PostClass.WARD);
        there = signedIn(camille, ward);
        here = signedIn(camille, own);
    }

    private Tokens signedIn(Carer carer, Visitor browser) {
        return road.tokens(carer.signIn(browser, road.open(browser, dpi)), dpi);
    }

    private Page account(Visitor browser) {
        return browser.visit(road.page("/account"));
    }

    private static String form(String sid) {
        return "form[action=/account/sessions/end]:has(input[value=" + sid + "])";
    }

    @Test
    @Requirement("HC-OWN-SESSIONS")
    void each_says_where_it_is_since_when_what_was_opened_and_which_is_this_one() {
        Page page = account(own);

        assertThat(page.element("li:has(input[value=" + there.sid() + "])").text())
                .contains(post.name())
                .contains("Poste d’un service de soins")
                .contains("dernière activité à")
                .contains("Applications ouvertes : DPI d'exemple")
                .doesNotContain("celle-ci");
        assertThat(page.element("li:has(input[value=" + here.sid() + "])").text())
                .contains("Un appareil personnel")
                .contains("celle-ci");
    }

    @Test
    @Requirement("HC-OWN-SESSIONS")
    void one_that_its_person_ends_elsewhere_is_over_with_its_tokens_and_its_applications_hear_it() {
        Page told = own.submit(account(own), form(there.sid()), Map.of());

        assertThat(told.text(".notice strong")).contains("La session est terminée");
        assertThat(told.has(form(there.sid()))).isFalse();
        assertThat(dpi.isActive(there.accessToken())).isFalse();
        assertThat(dpi.isActive(here.accessToken())).isTrue();
        assertThat(road.open(ward, dpi).at().getPath()).isEqualTo("/signin/webauthn");
        assertThat(notice(there.sid())).isNotEqualTo("WAITING");
        assertThat(notice(here.sid())).isEqualTo("WAITING");
        assertThat(trail(there.sid()))
                .containsExactly(camille.sub() + " ended by its person, from session " + here.sid());
    }

    @Test
    @Requirement("HC-OWN-SESSIONS")
    void all_others_end_and_this_one_stays() {
        Visitor third = new Visitor();
        var more = signedIn(camille, third);
        var stranger = signedIn(road.carer(), new Visitor());

        Page told = own.submit(account(own), OTHERS, Map.of());

        assertThat(told.text(".notice strong")).contains("Les autres sessions de la liste sont terminées");
        assertThat(told.has(OTHERS)).isFalse();
        assertThat(List.of(there, more)).noneMatch(tokens -> dpi.isActive(tokens.accessToken()));
        assertThat(dpi.isActive(here.accessToken())).isTrue();
        assertThat(dpi.isActive(stranger.accessToken())).isTrue();
    }

    @Test
    @Requirement("HC-OWN-SESSIONS")
    void this_one_ends_too() {
        Page left = own.submit(account(own), form(here.sid()), Map.of());

        assertThat(left.at().getPath()).isEqualTo("/left");
        assertThat(sessions.find(here.sid())).isEmpty();
        assertThat(account(own).at().getPath()).isEqualTo("/");
    }

    @Test
    @Requirement("HC-OWN-SESSIONS")
    void nobody_sees_or_ends_the_sessions_of_somebody_else() {
        var stranger = signedIn(road.carer(), new Visitor());
        Page page = account(own);
        assertThat(page.body()).doesNotContain(stranger.sid());
        String csrf = page.element(OTHERS + " input[name=csrf]").val();

        Page told =
                own.post(URI.create(road.page("/account/sessions/end")), Map.of("csrf", csrf, "sid", stranger.sid()));

        assertThat(own.visit(told.at().toString()).text(".notice strong")).contains("n’est plus ouverte");
        for (String path : List.of("/account/sessions/end", "/account/sessions/end-others")) {
            assertThat(own.post(URI.create(road.page(path)), Map.of("csrf", "made up", "sid", there.sid()))
                            .status())
                    .isEqualTo(403);
            assertThat(new Visitor()
                            .post(URI.create(road.page(path)), Map.of("csrf", csrf, "sid", there.sid()))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(List.of(stranger, there, here)).allMatch(tokens -> dpi.isActive(tokens.accessToken()));
    }

    @Test
    @Requirement("HC-OWN-SESSIONS-SHARED")
    void on_a_shared_post_one_may_end_and_block_and_nothing_else() {
        Page page = account(ward);

        assertThat(page.has("form[action=/account/suspend]")).isTrue();
        assertThat(page.has("form[action=/account/add]")).isFalse();
        assertThat(page.has("form[action=/account/remove]")).isFalse();
        String csrf = page.element(OTHERS + " input[name=csrf]").val();
        for (String path : List.of("/account/add", "/account/remove")) {
            assertThat(ward.post(URI.create(road.page(path)), Map.of("csrf", csrf, "id", "any"))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(ward.visit(road.page("/account/confirm")).at().getPath()).isEqualTo("/");

        ward.submit(page, form(here.sid()), Map.of());

        assertThat(dpi.isActive(here.accessToken())).isFalse();
        assertThat(dpi.isActive(there.accessToken())).isTrue();
    }

    @Test
    @Requirement("HC-SESSIONS-BOUNDED")
    void one_sign_in_too_many_ends_the_session_that_was_idle_for_longest_and_its_applications_hear_it() {
        IntStream.range(2, 10).forEach(_ -> signedIn(camille, new Visitor()));
        assertThat(dpi.isActive(there.accessToken())).isTrue();

        signedIn(camille, new Visitor());

        assertThat(dpi.isActive(there.accessToken())).isFalse();
        assertThat(dpi.isActive(here.accessToken())).isTrue();
        assertThat(notice(there.sid())).isNotEqualTo("WAITING");
        assertThat(trail(there.sid())).containsExactly(camille.sub() + " more sessions than one person may have open");
        assertThat(sessions.findByPerson(camille.person().id()))
                .hasSize(10)
                .extracting(Session::sid)
                .doesNotContain(there.sid());
    }

    private String notice(String sid) {
        return jdbc.sql("select state from logout_notices where session = ?")
                .param(sid)
                .query(String.class)
                .single();
    }

    private List<String> trail(String sid) {
        return jdbc.sql(
                        "select actor || ' ' || (details ->> 'why') from trail where act = 'SESSION_ENDED' and session = ?")
                .param(sid)
                .query(String.class)
                .list();
    }
}
