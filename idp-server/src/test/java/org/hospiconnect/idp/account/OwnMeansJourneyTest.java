package org.hospiconnect.idp.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.IdentityEvidence.Delivery;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticator.State;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.SoftwareAuthenticator;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** « Mes moyens de connexion », right and wrong. */
@JourneyTest
@Import(SignInRoad.class)
class OwnMeansJourneyTest {

    private static final String ADD = "form[action=/account/add]";

    private final SignInRoad road;
    private final Authenticators authenticators;
    private final Sessions sessions;
    private final JdbcClient jdbc;
    private final MovableClock clock;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    OwnMeansJourneyTest(
            SignInRoad road, Authenticators authenticators, Sessions sessions, JdbcClient jdbc, MovableClock clock) {
        this.road = road;
        this.authenticators = authenticators;
        this.sessions = sessions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void registerTheApplication() {
        road.register(client, Level.LOW);
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    @Requirement("HC-OWN-MEANS")
    void a_lost_means_is_blocked_from_any_session() {
        Person person = road.somebody(1);
        var kept = road.enrolledKey(person, false); // reaches low only
        road.enrolledKey(person, true);
        Authenticator lost = authenticators.of(person.id()).getLast();
        signIn(kept);
        clock.advance(Duration.ofMinutes(20));

        Page page = visitor.submit(account(), form("suspend", lost), Map.of());

        assertThat(page.text(".notice strong")).contains("bloqué");
        assertThat(state(lost)).isEqualTo(State.SUSPENDED);
        assertThat(acts(person)).contains("AUTHENTICATOR_SUSPENDED");
        assertThat(page.has(form("suspend", lost))).isFalse();
    }

    @Test
    @Requirement("HC-OWN-MEANS")
    void the_means_of_this_session_is_blocked_too_and_the_session_shows_nothing_more() {
        Person person = road.somebody(1);
        signIn(road.enrolledKey(person, true));
        Authenticator only = authenticators.of(person.id()).getFirst();

        Page page = visitor.submit(account(), form("suspend", only), Map.of());

        assertThat(page.at().getPath()).isEqualTo("/");
        assertThat(visitor.visit(road.page("/account")).at().getPath()).isEqualTo("/");
        assertThat(state(only)).isEqualTo(State.SUSPENDED);
    }

    @Test
    @Requirement("HC-OWN-MEANS")
    void a_weak_session_removes_no_stronger_means_and_adds_none() {
        Person person = road.somebody(1);
        var weak = road.enrolledKey(person, false);
        road.enrolledKey(person, true);
        Authenticator strong = authenticators.of(person.id()).getLast();
        signIn(weak);

        assertThat(visitor.submit(account(), form("remove", strong), Map.of()).text(".notice strong"))
                .contains("pas assez sûre");
        assertThat(visitor.submit(account(), ADD, Map.of()).text(".notice strong"))
                .contains("pas assez sûre");
        assertThat(state(strong)).isEqualTo(State.ACTIVE);
    }

    @Test
    @Requirement("HC-OWN-MEANS")
    void what_only_the_holder_may_do_asks_for_a_fresh_proof() {
        Person person = road.somebody(1);
        var key = road.enrolledKey(person, true);
        road.enrolledKey(person, true);
        Authenticator old = authenticators.of(person.id()).getLast();
        signIn(key);
        clock.advance(Duration.ofMinutes(6));

        Page asked = visitor.submit(account(), form("remove", old), Map.of());
        assertThat(asked.at().getPath()).isEqualTo("/account/confirm");
        assertThat(state(old)).isEqualTo(State.ACTIVE);
        Page confirmed = new KeyAtPage(visitor, key).signIn(asked);
        assertThat(confirmed.text(".notice strong")).contains("C’est bien vous");
        Page removed = visitor.submit(confirmed, form("remove", old), Map.of());

        assertThat(removed.text(".notice strong")).contains("retiré");
        assertThat(state(old)).isEqualTo(State.REVOKED);
        assertThat(removed.has(form("remove", old))).isFalse();
    }

    @Test
    @Requirement("HC-OWN-MEANS")
    void somebody_elses_key_confirms_nothing() {
        var stranger = road.enrolledKey(road.somebody(1), true);
        signIn(road.enrolledKey(road.somebody(1), true));

        Page refused = answer(visitor.visit(road.page("/account/confirm")), stranger);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text(".notice strong")).contains("n’a pas abouti");
    }

    @Test
    @Requirement("HC-OWN-MEANS-ADDED")
    void a_means_that_is_added_rests_on_the_one_that_vouches_and_ends_with_it() {
        Person person = road.somebody(1);
        var key = road.enrolledKey(person, true);
        Authenticator first = authenticators.of(person.id()).getFirst();
        clock.advance(Duration.ofDays(100));
        signIn(key);

        Page enrolment = visitor.submit(account(), ADD, Map.of());
        assertThat(enrolment.at().getPath()).isEqualTo("/enrol/webauthn");
        Page receipt = new KeyAtPage(visitor, road.key()).enrol(enrolment, "Ma deuxième clé");

        assertThat(receipt.status()).isEqualTo(200);
        assertThat(authenticators.of(person.id())).hasSize(2).last().satisfies(added -> {
            assertThat(added.endsAt()).isEqualTo(first.endsAt());
            assertThat(added.evidence()).isEqualTo(first.evidence().map(seen -> seen.delivered(Delivery.ONLINE_BOUND)));
            assertThat(added.voucher()).contains(new Authenticator.Voucher(first.id(), Level.SUBSTANTIAL));
        });
        assertThat(vouchers(person)).containsExactly("none", first.id());
    }

    /** Of two means in a session the one that was just used vouches, not the first. */
    @Test
    @Requirement("HC-OWN-MEANS-VOUCHER")
    void the_means_that_confirmed_vouches() {
        Person person = road.somebody(1);
        signIn(road.enrolledKey(person, true));
        var second = road.enrolledKey(person, true);
        Authenticator confirming = authenticators.of(person.id()).getLast();
        clock.advance(Duration.ofMinutes(6));

        Page asked = visitor.submit(account(), ADD, Map.of());
        Page confirmed = new KeyAtPage(visitor, second).signIn(asked);
        new KeyAtPage(visitor, road.key()).enrol(visitor.submit(confirmed, ADD, Map.of()), "Ma troisième clé");

        assertThat(authenticators.of(person.id()))
                .hasSize(3)
                .last()
                .satisfies(added -> assertThat(added.voucher())
                        .contains(new Authenticator.Voucher(confirming.id(), Level.SUBSTANTIAL)));
    }

    @Test
    @Requirement("HC-OWN-MEANS-SESSION")
    void what_was_begun_in_a_session_is_over_with_it() {
        Person person = road.somebody(1);
        signIn(road.enrolledKey(person, true));
        Page enrolment = visitor.submit(account(), ADD, Map.of());
        String sid = jdbc.sql(
                        "select session from trail where act = 'ACTIVATION_CODE_MADE' and person = ? and session is not null")
                .param(person.id().toString())
                .query(String.class)
                .single();

        String options = options(enrolment);

        sessions.end(sid);

        assertThat(visitor.submit(
                                enrolment,
                                "form:has(input[name=credential])",
                                Map.of("credential", road.key().create(options)))
                        .status())
                .isEqualTo(403);
        assertThat(visitor.visit(enrolment.at().toString()).at().getPath()).isEqualTo("/enrol");
        assertThat(authenticators.of(person.id())).hasSize(1);
    }

    @ParameterizedTest
    @Requirement("HC-OWN-MEANS")
    @ValueSource(strings = {"suspend", "remove"})
    void nobody_touches_the_means_of_somebody_else(String act) {
        Person other = road.somebody(1);
        road.enrolledKey(other, true);
        Authenticator theirs = authenticators.of(other.id()).getFirst();
        signIn(road.enrolledKey(road.somebody(1), true));
        var fields = new HashMap<>(Map.of("id", theirs.id()));
        fields.put("csrf", account().element(ADD + " input[name=csrf]").val());

        assertThat(visitor.post(URI.create(road.page("/account/" + act)), fields)
                        .status())
                .isEqualTo(404);
        fields.put("csrf", "made up");
        assertThat(visitor.post(URI.create(road.page("/account/" + act)), fields)
                        .status())
                .isEqualTo(403);
        assertThat(state(theirs)).isEqualTo(State.ACTIVE);
    }

    @Test
    @Requirement("HC-OWN-MEANS")
    void without_a_session_there_is_nothing_to_see() {
        for (String path : List.of("/account", "/account/confirm")) {
            assertThat(visitor.visit(road.page(path)).at().getPath()).isEqualTo("/");
        }
        assertThat(visitor.post(URI.create(road.page("/account/add")), Map.of("csrf", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(visitor.visit(road.page("/account/models/none")).status()).isEqualTo(404);
    }

    private void signIn(SoftwareAuthenticator key) {
        new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of())));
    }

    private Page account() {
        return visitor.visit(road.page("/account"));
    }

    private String options(Page enrolment) {
        String csrf = enrolment.element("input[name=csrf]").val();
        return visitor.post(URI.create(road.page("/enrol/webauthn/challenge")), Map.of("csrf", csrf))
                .body();
    }

    /** A key that is asked for none of its own answers all the same. */
    private Page answer(Page page, SoftwareAuthenticator key) {
        String csrf = page.element("input[name=csrf]").val();
        Page options = visitor.post(URI.create(road.page("/account/confirm/challenge")), Map.of("csrf", csrf));
        String open = options.body()
                .replaceAll("\"allowCredentials\":\\[(?:[^\\[\\]]|\\[[^\\]]*])*]", "\"allowCredentials\":[]");
        return visitor.submit(page, "form[data-ceremony]", Map.of("credential", key.get(open)));
    }

    private static String form(String act, Authenticator means) {
        return "form[action=/account/" + act + "]:has(input[value=" + means.id() + "])";
    }

    private State state(Authenticator means) {
        return authenticators.find(means.id()).orElseThrow().state();
    }

    /** As the trail tells them, the oldest means first. */
    private List<String> vouchers(Person person) {
        return jdbc.sql("""
                select details ->> 'vouched_by' from trail where act = 'AUTHENTICATOR_ENROLLED' and person = ? order by id
                """).param(person.id().toString()).query(String.class).list();
    }

    private List<String> acts(Person person) {
        return jdbc.sql("select act from trail where person = ? order by id")
                .param(person.id().toString())
                .query(String.class)
                .list();
    }
}
