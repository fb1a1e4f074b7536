package org.hospiconnect.idp.authenticator.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticator.State;
import org.hospiconnect.idp.authenticator.AuthenticatorStates;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.totp.AppRoad.App;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of an app with a password, by its holder, an operator, a policy and time. */
@TotpJourney
class TotpLifeJourneyTest {

    private static final Map<String, String> RIGHT = Map.of();

    private final AppRoad apps;
    private final SignInRoad road;
    private final People people;
    private final Authenticators authenticators;
    private final AuthenticatorStates states;
    private final JdbcClient jdbc;
    private final MovableClock clock;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    TotpLifeJourneyTest(
            AppRoad apps,
            SignInRoad road,
            People people,
            Authenticators authenticators,
            AuthenticatorStates states,
            JdbcClient jdbc,
            MovableClock clock) {
        this.apps = apps;
        this.road = road;
        this.people = people;
        this.authenticators = authenticators;
        this.states = states;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void registerTheApplication() {
        road.register(client, Level.LOW);
    }

    @Test
    @Requirement("HC-TOTP-POPULATIONS")
    void who_is_named_no_more_comes_in_no_more_and_the_trail_has_it() {
        App app = apps.enrolled(road.somebody(1));
        people.change(ExamplePerson.like(app.person()).population("others").get());

        Page refused = apps.signIn(visitor, client, app, RIGHT);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text(".notice.warn strong")).contains("Présentez-vous au guichet");
        assertThat(jdbc.sql("select reason from trail where reference = :reference and person = :person")
                        .param("reference", refused.text(".notice.warn .reference"))
                        .param("person", app.person().id().toString())
                        .query(String.class)
                        .single())
                .isEqualTo("AUTHENTICATOR_NOT_USABLE");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SUSPENDED", "REVOKED"},
            value = State.class)
    @Requirement("HC-TOTP-LIFE")
    void a_means_that_is_blocked_opens_nothing_and_its_sessions_fall(State state) {
        App app = apps.enrolled(road.somebody(1));
        apps.signIn(visitor, client, app, RIGHT);
        assertThat(visitor.visit(road.request(client, Map.of())).at().getQuery())
                .as("the session stands")
                .contains("code=");

        states.change(means(app).id(), state, "test");

        assertThat(visitor.visit(road.request(client, Map.of())).at().getPath()).startsWith("/signin");
        assertThat(apps.signIn(new Visitor(), client, app, Map.of("code", app.code(1)))
                        .status())
                .isEqualTo(403);
    }

    /** Two that are enrolled at once both find that there is none to take the place of. */
    @Test
    @Requirement("HC-TOTP-LIFE")
    void a_person_has_one_app() {
        Authenticator held = means(apps.enrolled(road.somebody(1)));
        var second = new Authenticator(
                held.id() + "-2",
                held.person(),
                held.kind(),
                Bytes.of(new byte[] {1, 2, 3}),
                held.material(),
                held.counter(),
                held.facts(),
                held.label(),
                held.attestation(),
                held.evidence(),
                held.reservation(),
                State.ACTIVE,
                held.enrolledAt(),
                held.endsAt());

        assertThat(authenticators.add(second)).isFalse();
        states.change(held.id(), State.REVOKED, "test");
        assertThat(authenticators.add(second)).isTrue();
    }

    @Test
    @Requirement("RIE-PS-08-LIFE")
    void after_three_years_it_is_over() {
        App app = apps.enrolled(road.somebody(1));
        clock.advance(Duration.ofDays(3 * 366));

        assertThat(apps.signIn(visitor, client, app, RIGHT).text(".notice.warn strong"))
                .contains("ne peuvent plus servir");
    }

    @Test
    @Requirement({"HC-TOTP-LIFE", "HC-OWN-MEANS"})
    void its_holder_sees_it_adds_no_key_by_it_and_blocks_it() {
        App app = apps.enrolled(road.somebody(1));
        apps.signIn(visitor, client, app, RIGHT);

        Page own = visitor.visit(road.page("/account"));
        assertThat(own.text(".means"))
                .contains("Mot de passe et application", "mot de passe et code affiché sur le téléphone");
        assertThat(visitor.submit(own, "form[action=/account/add]", Map.of())
                        .document()
                        .text())
                .contains("pas assez sûre");

        visitor.submit(
                own, "form[action=/account/suspend]", Map.of("id", means(app).id()));
        assertThat(means(app).state()).isEqualTo(State.SUSPENDED);
    }

    private Authenticator means(App app) {
        return authenticators.of(app.person().id()).getLast();
    }
}
