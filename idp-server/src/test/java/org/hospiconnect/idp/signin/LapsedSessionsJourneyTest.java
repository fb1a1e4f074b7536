package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions that no longer stand, sign-ins that are over, requests that nobody made: the pages lead on and never in a circle. */
@JourneyTest
@Import(SignInRoad.class)
class LapsedSessionsJourneyTest {

    private static final int MOST_HOPS = 6;

    private final SignInRoad road;
    private final People people;
    private final Authenticators authenticators;
    private final JdbcClient jdbc;
    private final StringRedisTemplate redis;
    private final MovableClock clock;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    LapsedSessionsJourneyTest(
            SignInRoad road,
            People people,
            Authenticators authenticators,
            JdbcClient jdbc,
            StringRedisTemplate redis,
            MovableClock clock) {
        this.road = road;
        this.people = people;
        this.authenticators = authenticators;
        this.jdbc = jdbc;
        this.redis = redis;
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

    @ParameterizedTest
    @Requirement("HC-SIGNIN-NO-LOOP")
    @EnumSource(names = {"SUSPENDED", "REVOKED"})
    void a_means_blocked_during_the_session_leads_to_a_new_sign_in_with_another(Authenticator.State blocked) {
        Person camille = road.somebody(1);
        var first = road.enrolledKey(camille, true);
        new KeyAtPage(visitor, first).signIn(visitor.visit(road.request(client, Map.of())));
        authenticators.changeState(authenticators.of(camille.id()).getFirst().id(), blocked);

        Page page = visitor.visit(road.request(client, Map.of()));

        assertThat(page.at().getPath()).isEqualTo("/signin/webauthn");
        assertThat(visitor.hops()).hasSizeLessThan(MOST_HOPS);
        assertThat(reasons(camille)).contains("AUTHENTICATOR_NOT_USABLE");
        var second = road.enrolledKey(camille, true);
        assertThat(new KeyAtPage(visitor, second).signIn(page).at().getQuery()).contains("code=");
    }

    @Test
    @Requirement("HC-SIGNIN-NO-LOOP")
    void who_may_not_work_any_more_meets_a_page_that_ends() {
        Person camille = road.somebody(1);
        var key = road.enrolledKey(camille, true);
        new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of())));
        people.change(suspended(camille));

        Page told = visitor.visit(road.request(client, Map.of()));

        assertThat(visitor.hops()).hasSizeLessThan(MOST_HOPS);
        assertThat(told.status()).isEqualTo(403);
        Page another = visitor.visit(told.element("main a[href]").absUrl("href"));
        Page refused = new KeyAtPage(visitor, key).signIn(another);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.document().text()).contains("Référence");
        assertThat(visitor.visit(road.request(client, Map.of("prompt", "none")))
                        .at()
                        .getQuery())
                .contains("error=login_required");
    }

    @ParameterizedTest
    @Requirement("HC-SIGNIN-OVER")
    @ValueSource(strings = {"{x}", "%7Bx%7D", "a%0d%0aSet-Cookie:x", "AAAAAAAAAAAAAAAAAAAAAA", "", "../../x"})
    void a_sign_in_that_is_over_or_made_up_says_so(String id) {
        String escaped = id.replace("{", "%7B").replace("}", "%7D");

        for (String path : List.of("/signin", "/signin/webauthn", "/signin/situation", "/signin/consent")) {
            Page page = visitor.visit(road.page(path + "?s=" + escaped));
            assertThat(page.status()).isEqualTo(410);
            assertThat(page.document().text()).contains("n’est plus valable");
        }
    }

    @Test
    @Requirement("HC-SIGNIN-OVER")
    void giving_up_a_stronger_proof_is_a_refusal_of_the_person_not_of_the_level() {
        var key = road.enrolledKey(road.somebody(1), true);
        new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of())));

        Page asked = visitor.visit(road.request(client, Map.of("prompt", "login")));
        Page back = visitor.submit(asked, "form[action*='/signin/abandon']", Map.of());

        assertThat(back.at().getQuery()).contains("error=access_denied");
    }

    @Test
    @Requirement("RIE-PS-13-IDLE")
    void a_silent_request_says_nothing_of_anybody_being_there() {
        var key = road.enrolledKey(road.somebody(1), true);
        new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of())));

        for (int poll = 0; poll < 4; poll++) {
            clock.advance(Duration.ofMinutes(7));
            visitor.visit(road.request(client, Map.of("prompt", "none")));
        }
        clock.advance(Duration.ofMinutes(3));

        assertThat(visitor.visit(road.request(client, Map.of("prompt", "none")))
                        .at()
                        .getQuery())
                .contains("error=login_required");
    }

    @Test
    @Requirement("HC-SIGNIN-BOUNDED")
    void what_nobody_knows_is_not_kept_for_a_stranger() {
        String junk = "x".repeat(1500);

        Page page = visitor.visit(road.request(client, Map.of("a", junk, "b", junk, "c", junk)));

        String id = page.at().getQuery().replaceFirst(".*s=([^&]*).*", "$1");
        assertThat(redis.opsForValue().get("hc:signin:{" + id + "}"))
                .hasSizeLessThan(2_000)
                .doesNotContain(junk);
    }

    private List<String> reasons(Person person) {
        return jdbc.sql(
                        "select details->>'why' from trail where act = 'SESSION_ENDED' and person = :person and at > :since")
                .param("person", person.id().toString())
                .param("since", Instant.EPOCH.atOffset(java.time.ZoneOffset.UTC))
                .query(String.class)
                .list();
    }

    private static Person suspended(Person person) {
        return ExamplePerson.like(person).state(Person.State.SUSPENDED).get();
    }
}
