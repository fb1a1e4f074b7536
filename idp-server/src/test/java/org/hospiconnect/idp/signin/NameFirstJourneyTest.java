package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.signin.NameFirstRoad.answers;
import static org.hospiconnect.idp.signin.NameFirstRoad.byName;
import static org.hospiconnect.idp.signin.NameFirstRoad.challenge;
import static org.hospiconnect.idp.signin.NameFirstRoad.name;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.audit.WrittenCounts;
import org.hospiconnect.idp.authenticator.TypedNames;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.signin.SharedPostRoad.Carer;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.workstation.PostClass;
import org.hospiconnect.idp.workstation.PostRoad;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.hospiconnect.journeys.Wrong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** A key that names nobody: its holder types a name, and only their keys are asked for. */
@JourneyTest
@Import({SignInRoad.class, SharedPostRoad.class, PostRoad.class, NameFirstRoad.class, WrittenCounts.class})
@Requirement("HC-KEYS-NAME-FIRST")
@TestPropertySource(
        properties = {
            "hospiconnect.authenticator.webauthn.policies.small.populations=test",
            "hospiconnect.authenticator.webauthn.policies.small.resident-key=DISCOURAGED",
        })
class NameFirstJourneyTest {

    private static final String TOUCH = "button[name=touch]";

    private final NameFirstRoad named;
    private final SharedPostRoad road;
    private final SignInRoad people;
    private final PostRoad posts;
    private final Clients clients;
    private final JdbcClient jdbc;
    private final Visitor visitor = new Visitor();
    private Application application;
    private Carer camille;
    private Carer dominique;

    @Autowired
    NameFirstJourneyTest(
            NameFirstRoad named,
            SharedPostRoad road,
            SignInRoad people,
            PostRoad posts,
            Clients clients,
            JdbcClient jdbc) {
        this.named = named;
        this.road = road;
        this.people = people;
        this.posts = posts;
        this.clients = clients;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void twoPeople() {
        application = road.application();
        camille = named.carerWithoutName();
        dominique = road.carer();
    }

    @Test
    @Requirement("HC-KEYS-WITHOUT-NAME")
    void whoever_holds_such_a_key_is_told_so_and_types_the_name() {
        var key = people.keyWithoutName();
        Person person = people.somebody(1);
        Page receipt = people.enrol(person, key, true);
        assertThat(receipt.text("main")).contains("Cette clé ne retient pas qui vous êtes", TypedNames.of(person));
        Page own = people.enrol(person, people.key(), true);
        assertThat(own.text("main")).doesNotContain("ne retient pas");

        Page arrived = new KeyAtPage(visitor, key).signIn(open(), "  " + TypedNames.of(person) + " ");

        assertThat(road.tokens(arrived, application).sub())
                .isEqualTo(person.id().toString());
        assertThat(visitor.visit(road.page("/account"))
                        .document()
                        .select(".means li:has(form[action='/account/suspend'])")
                        .eachText())
                .satisfiesExactly(
                        one -> assertThat(one).contains("demande d’abord votre matricule"),
                        other -> assertThat(other).doesNotContain("demande d’abord"));
    }

    @Test
    void a_key_that_names_its_holder_may_be_asked_for_by_name_too() {
        Page arrived = NameFirstRoad.signIn(visitor, open(), dominique);

        assertThat(road.tokens(arrived, application).sub()).isEqualTo(dominique.sub());
    }

    @Test
    void the_page_asks_for_the_name_that_the_application_gave() {
        Page page = byName(visitor, road.open(visitor, application, "login_hint", name(camille)));

        assertThat(page.element("input[name=name]").val()).isEqualTo(name(camille));
        assertThat(page.has("#autofill")).isFalse();
        assertThat(page.element("header nav a").attr("href")).contains("by=name");
    }

    @Test
    void another_persons_name_and_key_end_the_session_that_was_open() {
        Page first = NameFirstRoad.signIn(visitor, open(), camille);
        assertThat(road.tokens(first, application).sub()).isEqualTo(camille.sub());

        Page arrived = NameFirstRoad.signIn(visitor, road.open(visitor, application, "prompt", "login"), dominique);

        assertThat(road.tokens(arrived, application).sub()).isEqualTo(dominique.sub());
        assertThat(jdbc.sql("select count(*) from trail where act = 'SESSION_ENDED' and person = ?")
                        .param(camille.sub())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    /** Where people are inside their window their keys are named for a touch, whether they name their holder or not. */
    @Test
    @Requirement("HC-TOUCH-WINDOW")
    void a_key_that_names_nobody_does_by_a_touch_inside_its_window() {
        Page page = changed();

        String touch = road.challenge(visitor, page, Map.of("touch", "true"));
        Page arrived = visitor.submit(
                page, NameFirstRoad.FORM, Map.of("credential", camille.key().get(touch, Wrong.USER_NOT_VERIFIED)));

        assertThat(arrived.at().getQuery()).contains("code=");
        assertThat(visitor.visit(road.page("/")).document().text()).contains("en touchant votre clé");
    }

    @Test
    @Requirement("HC-TOUCH-WINDOW")
    void whoever_types_the_name_there_gives_the_code_too() {
        Page page = byName(visitor, changed());
        assertThat(page.has(TOUCH)).isFalse();
        assertThat(page.element("input[name=name]").attr("autocomplete")).isEqualTo("off");
        String options = challenge(visitor, page, name(camille));
        String touched = camille.key().get(options, Wrong.USER_NOT_VERIFIED);

        assertThat(answers(visitor, page, touched, name(camille)).text(".notice.warn strong"))
                .isEqualTo("La connexion n’a pas abouti.");
        assertThat(NameFirstRoad.signIn(visitor, open(), camille).at().getQuery())
                .contains("code=");
    }

    /** A ward's post where Camille gave the code not long ago, before somebody else's request. */
    private Page changed() {
        posts.enrolled(visitor, PostClass.WARD);
        Application touching = road.application();
        clients.put(
                ExampleApplication.like(clients.find(touching.registered().id()).orElseThrow())
                        .signIn(new SignInRules(false, null, Set.of(), Set.of(), Set.of(), Duration.ofHours(4), false))
                        .get());
        NameFirstRoad.signIn(visitor, open(), camille);
        SharedPostRoad.answer(visitor, road.open(visitor, touching), "other");
        Page page = road.open(visitor, touching);
        assertThat(page.has(TOUCH)).isTrue();
        return page;
    }

    private Page open() {
        return road.open(visitor, application);
    }
}
