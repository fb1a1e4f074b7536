package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hospiconnect.idp.signin.NameFirstRoad.answers;
import static org.hospiconnect.idp.signin.NameFirstRoad.byName;
import static org.hospiconnect.idp.signin.NameFirstRoad.challenge;
import static org.hospiconnect.idp.signin.NameFirstRoad.name;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.audit.WrittenCounts;
import org.hospiconnect.idp.authenticator.TypedNames;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.signin.SharedPostRoad.Carer;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.workstation.PostRoad;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.hospiconnect.journeys.Wrong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Names typed before the key, walked wrong: what a name tells, and who answers for it. */
@JourneyTest
@Import({SignInRoad.class, SharedPostRoad.class, PostRoad.class, NameFirstRoad.class, WrittenCounts.class})
@Requirement("HC-KEYS-NAME-FIRST")
@TestPropertySource(
        properties = {
            "hospiconnect.authenticator.webauthn.policies.small.populations=test",
            "hospiconnect.authenticator.webauthn.policies.small.resident-key=DISCOURAGED",
        })
class NameFirstMisuseJourneyTest {

    /** Whatever went wrong before anything was proved: a name must not tell of its keys. */
    private static final String ALIKE = "La connexion n’a pas abouti.";

    private static final String NOBODY = "Z-nobody";
    private static final String SENTENCE = ".notice.warn strong";

    private final NameFirstRoad named;
    private final SharedPostRoad road;
    private final SignInRoad roads;
    private final People people;
    private final WrittenCounts counts;
    private final Visitor visitor = new Visitor();
    private Application application;
    private Carer camille;
    private Carer dominique;

    @Autowired
    NameFirstMisuseJourneyTest(
            NameFirstRoad named, SharedPostRoad road, SignInRoad roads, People people, WrittenCounts counts) {
        this.named = named;
        this.road = road;
        this.roads = roads;
        this.people = people;
        this.counts = counts;
    }

    @BeforeEach
    void twoPeople() {
        application = road.application();
        camille = named.carerWithoutName();
        dominique = road.carer();
    }

    @Test
    @Requirement("WEBAUTHN3-7.2-6")
    void somebody_elses_key_answers_neither_a_name_nor_one_that_nobody_has() {
        for (String name : List.of(name(camille), NOBODY)) {
            Page refused = answered(dominique, name);

            assertThat(reason(refused)).isEqualTo("OTHER_OWNER");
            assertThat(refused.element("input[name=name]").val()).isEqualTo(name);
            assertThat(refused.at().getPath()).isEqualTo("/signin/webauthn");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text(SENTENCE)).isEqualTo(ALIKE);
            assertThat(refused.element("form[data-ceremony]").attr("data-unknown"))
                    .isEqualTo("false");
        }
    }

    @Test
    void the_user_handle_is_the_named_persons() {
        Page refused = answered(dominique, name(dominique), Wrong.USER_HANDLE);

        assertThat(reason(refused)).isEqualTo("OTHER_OWNER");
        assertThat(answered(dominique, name(dominique)).at().getQuery()).contains("code=");
    }

    @Test
    void a_name_asks_for_the_code_too() {
        Page page = byName(visitor, open());
        String options = challenge(visitor, page, name(camille));

        assertThat(options).contains("\"userVerification\":\"required\"");
        String touched = camille.key().get(options, Wrong.USER_NOT_VERIFIED);
        assertThat(answers(visitor, page, touched, name(camille)).text(SENTENCE))
                .isEqualTo(ALIKE);
    }

    @Test
    void a_key_that_nobody_enrolled_reads_as_any_other() {
        var made = roads.key();
        made.create("{\"rp\":{\"id\":\"localhost\"},\"user\":{\"id\":\"AAAA\"},\"challenge\":\"AAAA\"}");

        Page refused = answered(new Carer(camille.person(), made), NOBODY);

        assertThat(refused.text(SENTENCE)).isEqualTo(ALIKE);
        assertThat(refused.element("form[data-ceremony]").attr("data-unknown")).isEqualTo("false");
    }

    @Test
    @Requirement("WEBAUTHN3-7.2-6")
    void what_was_asked_without_a_name_is_not_answered_by_a_key_without_one() {
        List<String> key = NameFirstRoad.ids(named.asked(application, name(camille)));
        Page page = open();
        String options = NameFirstRoad.with(road.challenge(visitor, page), key);

        Page refused = visitor.submit(
                page, NameFirstRoad.FORM, Map.of("credential", camille.key().get(options)));

        assertThat(reason(refused)).isEqualTo("MALFORMED");
    }

    /** One challenge a sign-in: the last that was asked, whichever page shows. */
    @Test
    void a_challenge_of_a_name_and_one_of_nobody_take_each_others_place() {
        Page page = byName(visitor, open());
        String hers = dominique.key().get(challenge(visitor, page, name(dominique)));
        Page plain = visitor.visit(
                page.element("a[href$='" + page.element("input[name=s]").val() + "']")
                        .absUrl("href"));
        road.challenge(visitor, plain);

        assertThat(reason(answers(visitor, page, hers, name(dominique)))).isEqualTo("CHALLENGE_OF_ANOTHER");
        assertThat(answers(visitor, page, hers, name(dominique)).text(SENTENCE))
                .isEqualTo("La demande a expiré avant la réponse de la clé.");
    }

    @Test
    @Requirement("HC-KEYS-DECOYS")
    void a_name_tells_nobody_whether_somebody_has_it_and_keys() {
        Carer departed = named.carerWithoutName();
        people.change(ExamplePerson.like(departed.person())
                .state(Person.State.SUSPENDED)
                .get());
        String withoutKey = TypedNames.of(roads.somebody(1));

        for (String name : List.of(name(camille), withoutKey, name(departed), NOBODY, "0:" + NOBODY)) {
            JsonNode first = named.asked(application, name);
            JsonNode again = named.asked(application, name);

            assertThat(first.propertyNames())
                    .containsExactlyInAnyOrder("challenge", "timeout", "rpId", "userVerification", "allowCredentials");
            assertThat(first.path("allowCredentials").size()).as(name).isBetween(1, 20);
            first.path("allowCredentials")
                    .forEach(key ->
                            assertThat(key.path("type").asString()).as(name).isEqualTo("public-key"));
            assertThat(again.path("allowCredentials")).as(name).isEqualTo(first.path("allowCredentials"));
        }
        assertThat(NameFirstRoad.ids(named.asked(application, NOBODY)))
                .doesNotContainAnyElementsOf(NameFirstRoad.ids(named.asked(application, NOBODY + "-else")));
        assertThat(reason(answered(departed, name(departed)))).isEqualTo("PERSON_NOT_ACTIVE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "M\u0000", "M\n1", "\u001b[31m", "LONG"})
    void what_can_be_nobodys_name_is_refused_and_changes_nothing(String typed) {
        Page page = byName(visitor, open());
        String before = challenge(visitor, page, name(camille));
        String sent = typed.equals("LONG") ? "9".repeat(10_240) : typed;

        assertThat(NameFirstRoad.asks(visitor, page, sent).status()).isEqualTo(400);

        assertThat(answers(visitor, page, camille.key().get(before), name(camille))
                        .at()
                        .getQuery())
                .contains("code=");
    }

    @Test
    void names_are_asked_as_often_as_anything_else_and_nobody_is_shut_out() {
        Page page = byName(visitor, open());

        List<Integer> answers = IntStream.range(0, 31)
                .mapToObj(_ -> NameFirstRoad.asks(visitor, page, name(camille)).status())
                .toList();

        assertThat(answers.subList(0, 30)).containsOnly(200);
        assertThat(answers.getLast()).isEqualTo(429);
        assertThat(NameFirstRoad.signIn(visitor, open(), camille).at().getQuery())
                .contains("code=");
    }

    private Page open() {
        return road.open(visitor, application);
    }

    /** Whatever key answers, the challenge is of this name. */
    private Page answered(Carer carer, String name, Wrong... wrong) {
        Page page = byName(visitor, open());
        String options = challenge(visitor, page, name);
        boolean own = name.equals(name(carer));
        return answers(visitor, page, carer.key().get(own ? options : NameFirstRoad.ofAnyKey(options), wrong), name);
    }

    /** What the trail has of the refusal that the page shows. */
    private String reason(Page refused) {
        return counts.sql("""
                        select reason from refusal_counts where last_reference = :reference
                        union all select reason from trail where reference = :reference and act = 'SIGN_IN_REFUSED'
                        """)
                .param("reference", refused.text(".notice.warn .reference"))
                .query(String.class)
                .single();
    }
}
