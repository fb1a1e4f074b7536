package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.signin.SharedPostRoad.isAsked;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What somebody may try at a post where another person is signed in. */
@JourneyTest
@Import({SignInRoad.class, SharedPostRoad.class, PostRoad.class})
class SharedPostMisuseJourneyTest {

    private final SharedPostRoad road;
    private final PostRoad posts;
    private final Visitor visitor = new Visitor();
    private Application dpi;
    private Application lab;
    private Carer camille;

    @Autowired
    SharedPostMisuseJourneyTest(SharedPostRoad road, PostRoad posts) {
        this.road = road;
        this.posts = posts;
    }

    @BeforeEach
    void aWard() {
        posts.enrolled(visitor, PostClass.WARD);
        dpi = road.application();
        lab = road.application();
        camille = road.carer();
    }

    @Test
    @Requirement("HC-POST-NOBODY-INHERITS")
    void the_name_of_a_session_serves_only_the_application_that_was_signed_in_to() {
        var own = road.tokens(camille.signIn(visitor, road.open(visitor, dpi)), dpi);

        assertThat(isAsked(road.open(visitor, lab, "sid", own.sid()))).isTrue();
        assertThat(road.open(visitor, dpi, "sid", own.sid()).at().getQuery()).contains("code=");
    }

    /** Somebody else sits down between the proof and the last question. */
    @ParameterizedTest
    @Requirement("HC-POST-NAMED-PAGES")
    @CsvSource({
        "scope,  openid work_situation, button[name=situation]",
        "prompt, consent,               button[name=agree]"
    })
    void a_page_that_a_code_may_follow_says_for_whom_and_lets_another_person_change(
            String name, String value, String question) {
        var before = road.carer(2);
        Page asked = road.open(visitor, dpi, name, value);
        Page page = visitor.submit(
                asked,
                "form:has(input[name=credential])",
                Map.of("credential", before.key().get(road.challenge(visitor, asked))));
        assertThat(page.has(question)).isTrue();
        assertThat(page.text("form.whose"))
                .contains(before.person().exerciseName().display(), "Ce n’est pas moi");

        Page changed = SharedPostRoad.answer(visitor, page, "other");

        assertThat(changed.has("input[name=credential]")).isTrue();
        assertThat(visitor.visit(road.page("/")).document().text())
                .doesNotContain(before.person().exerciseName().display());
        Page arrived = camille.signIn(visitor, changed);
        Page last = arrived.has("button[name=agree]")
                ? visitor.submit(arrived, "form[action='/signin/consent']", Map.of("agree", "true"))
                : arrived;
        assertThat(road.tokens(last, dpi).sub()).isEqualTo(camille.sub());
    }

    @Test
    @Requirement("HC-PROOF-FOR-THIS-REQUEST")
    void a_proof_that_was_given_in_another_tab_confirms_nothing_here() {
        var own = road.tokens(camille.signIn(visitor, road.open(visitor, dpi)), dpi);
        Page left = road.open(visitor, dpi, "prompt", "login", "sid", own.sid());
        assertThat(left.at().getPath()).isEqualTo("/signin/webauthn");

        Page elsewhere = camille.signIn(visitor, road.open(visitor, lab, "prompt", "login"));
        assertThat(elsewhere.at().getQuery()).contains("code=");

        String request = left.element("input[name=s]").val();
        assertThat(visitor.visit(road.page("/signin?s=" + request)).at().getPath())
                .isEqualTo("/signin/webauthn");
        Page again = visitor.visit(road.page("/oauth2/authorize?hc_signin=" + request));
        assertThat(again.at().getPath()).isEqualTo("/signin/webauthn");
        assertThat(camille.signIn(visitor, again).at().getQuery()).contains("code=");
    }

    @Test
    @Requirement("HC-POST-KEYS")
    void a_key_of_the_computer_itself_serves_on_own_devices_only() {
        Page page = road.open(visitor, dpi);
        String credential = camille.key().get(road.challenge(visitor, page));
        String platform =
                credential.substring(0, credential.lastIndexOf('}')) + ",\"authenticatorAttachment\":\"platform\"}";

        Page refused = visitor.submit(page, "form:has(input[name=credential])", Map.of("credential", platform));

        assertThat(refused.text("[role=alert]")).contains("poste de travail partagé", "SIGNIN-POST");
        var own = new Visitor();
        Page home = road.open(own, dpi);
        String there = camille.key().get(road.challenge(own, home));
        String same = there.substring(0, there.lastIndexOf('}')) + ",\"authenticatorAttachment\":\"platform\"}";
        assertThat(own.submit(home, "form:has(input[name=credential])", Map.of("credential", same))
                        .at()
                        .getQuery())
                .contains("code=");
    }
}
