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
import org.hospiconnect.idp.workstation.PostClass;
import org.hospiconnect.idp.workstation.PostRoad;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pages that stay in tabs while another person signs in. */
@JourneyTest
@Import({SignInRoad.class, SharedPostRoad.class, PostRoad.class})
class StaleTabsJourneyTest {

    private final SharedPostRoad road;
    private final PostRoad posts;
    private final JdbcClient jdbc;
    private final Visitor visitor = new Visitor();
    private Application dpi;
    private Application lab;
    private Carer camille;
    private Carer dominique;

    @Autowired
    StaleTabsJourneyTest(SharedPostRoad road, PostRoad posts, JdbcClient jdbc) {
        this.road = road;
        this.posts = posts;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void aWard() {
        posts.enrolled(visitor, PostClass.WARD);
        dpi = road.application();
        lab = road.application();
        camille = road.carer();
        dominique = road.carer();
    }

    private SharedPostRoad.Tokens signedIn(Carer carer, Application application) {
        return road.tokens(carer.signIn(visitor, road.open(visitor, application)), application);
    }

    private SharedPostRoad.Tokens signedInstead() {
        Page changed = answer(visitor, road.open(visitor, lab), "other");
        return road.tokens(dominique.signIn(visitor, changed), lab);
    }

    /** The question stands in one tab while somebody else signs in in another. */
    @ParameterizedTest
    @ValueSource(strings = {"same", "other"})
    @Requirement("HC-POST-NOBODY-INHERITS")
    void an_answer_about_one_person_is_none_about_another(String answer) {
        signedIn(camille, dpi);
        Page aboutCamille = road.open(visitor, lab);
        var other = signedInstead();

        Page again = answer(visitor, aboutCamille, answer);

        assertThat(isAsked(again)).isTrue();
        assertThat(again.text("h1")).contains(dominique.person().exerciseName().display());
        assertThat(lab.isActive(other.accessToken())).isTrue();
    }

    /** A request of one tab is not answered because somebody proved it for another. */
    @Test
    @Requirement("HC-POST-NOBODY-INHERITS")
    void a_proof_for_one_request_answers_no_other() {
        Page mine = road.open(visitor, dpi);
        signedIn(dominique, lab);

        assertThat(isAsked(visitor.visit(mine.at().toString().replace("/signin/webauthn", "/signin"))))
                .isTrue();
    }

    @Test
    @Requirement("HC-POST-NOBODY-INHERITS")
    void a_choice_of_one_tab_is_not_made_for_whoever_came_after() {
        var situated = road.carer(2);
        var other = road.carer(2);
        Page choice = situationOf(situated);
        visitor.submit(visitor.visit(road.page("/")), "form[action='/leave']", Map.of());
        situationOf(other);

        Page after = visitor.submit(choice, "form:has(button[name=situation])", Map.of("situation", "s2"));

        assertThat(isAsked(after)).isTrue();
        assertThat(acts("WORK_SITUATION_CHOSEN", other)).isEmpty();
    }

    private Page situationOf(Carer carer) {
        Page page = road.open(visitor, dpi, "scope", "openid work_situation");
        var filled = Map.of("credential", carer.key().get(road.challenge(visitor, page)));
        return visitor.submit(page, "form:has(input[name=credential])", filled);
    }

    private List<String> acts(String act, Carer carer) {
        return jdbc.sql("select details::text from trail where act = :act and person = :person")
                .param("act", act)
                .param("person", carer.sub())
                .query(String.class)
                .list();
    }
}
