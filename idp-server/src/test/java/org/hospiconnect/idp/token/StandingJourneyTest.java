package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.token.Standings.State;
import org.hospiconnect.idp.token.Standings.Way;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Every way to get something from a grant, over every state in which nothing may be got. */
@JourneyTest
@Import(ProviderFixture.class)
class StandingJourneyTest {

    /** Longer than a key of these tests lives, shorter than a code. */
    private static final Duration A_WHILE = Duration.ofSeconds(31);

    private final ProviderFixture provider;
    private final DmpStage dmp;
    private final Sessions sessions;
    private final People people;
    private final Authenticators authenticators;
    private final Clients clients;
    private final MovableClock clock;

    @Autowired
    StandingJourneyTest(
            ProviderFixture provider,
            BeanFactory server,
            Sessions sessions,
            People people,
            Authenticators authenticators,
            Clients clients,
            MovableClock clock) {
        this.provider = provider;
        this.dmp = DmpStage.of(server);
        this.sessions = sessions;
        this.people = people;
        this.authenticators = authenticators;
        this.clients = clients;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    /** Somebody signed in at an application, with all that was given so far. */
    private record Scene(
            ProviderFixture.SignedIn camille, Application dpi, Application.Answer tokens, String code, Way way) {}

    static Stream<Arguments> everyWayOverEveryState() {
        return Stream.of(State.values()).flatMap(state -> state.ways().stream().map(way -> Arguments.of(way, state)));
    }

    @ParameterizedTest
    @MethodSource("everyWayOverEveryState")
    @Requirement("HC-STANDING-GUARD")
    void nothing_is_got_from_what_no_longer_stands(Way way, State state) {
        var dpi = dpi();
        var camille = provider.signIn(Duration.ofSeconds(30));
        var tokens = provider.tokens(camille, dpi);
        var scene = new Scene(camille, dpi, tokens, provider.code(camille, dpi), way);
        if (way != Way.REFRESH) {
            assertThat(succeeds(new Scene(camille, dpi, tokens, provider.code(camille, dpi), way)))
                    .isTrue();
        }

        bring(state, scene);

        assertThat(succeeds(scene)).isFalse();
    }

    /** One that may do everything. */
    private Application dpi() {
        var usual = provider.application();
        var grants = Set.of("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange");
        var registered = ExampleApplication.like(usual.registered())
                .grants(grants)
                .dmp(Optional.of(DmpFixture.software()))
                .get();
        clients.put(registered);
        return new Application(usual.issuer(), registered, usual.secret());
    }

    private boolean succeeds(Scene scene) {
        Application dpi = scene.dpi();
        String access = scene.tokens().text("access_token");
        String refresh = scene.tokens().text("refresh_token");
        return switch (scene.way()) {
            case AUTHORIZATION -> isGivenACode(scene);
            case CODE -> dpi.redeem(scene.code()).status() == 200;
            case REFRESH -> dpi.refresh(refresh).status() == 200;
            case EXCHANGE_TO_SAML -> opens(scene, "urn:ietf:params:oauth:token-type:saml2");
            case EXCHANGE_TO_JWT -> opens(scene, "urn:ietf:params:oauth:token-type:jwt");
            case USERINFO -> dpi.userInfo(access).status() == 200;
            case INTROSPECTION -> isActive(dpi, access);
            case INTROSPECTION_OF_REFRESH -> isActive(dpi, refresh);
        };
    }

    private static boolean isGivenACode(Scene scene) {
        var silent = new LinkedHashMap<>(scene.dpi().request());
        silent.put("prompt", "none");
        var answer = scene.dpi().authorize(scene.camille(), silent);
        return answer.status() == 303 && answer.redirect().containsKey("code");
    }

    private boolean opens(Scene scene, String type) {
        var who = new DmpStage.SignedIn(
                scene.camille().person(),
                scene.camille().opened().session(),
                scene.dpi().registered(),
                scene.dpi().secret(),
                scene.tokens().text("access_token"));
        return dmp.send(who, DmpStage.form(who).but("requested_token_type", type))
                        .status()
                == 200;
    }

    /** A disabled client is not even told. */
    private static boolean isActive(Application dpi, String token) {
        var answer = dpi.post("/oauth2/introspect", Map.of("token", token));
        return answer.status() == 200 && Boolean.TRUE.equals(answer.json().get("active"));
    }

    private void bring(State state, Scene scene) {
        String sid = scene.camille().sid();
        Person person = scene.camille().person();
        switch (state) {
            case PERSON_SUSPENDED -> people.change(Standings.with(person, Person.State.SUSPENDED));
            case PERSON_DEPARTED -> people.change(Standings.with(person, Person.State.DEPARTED));
            case PERSON_GONE_BY_DATE -> people.change(between(person, -10, -2));
            case PERSON_NOT_YET_THERE -> people.change(between(person, 2, 10));
            case KEY_SUSPENDED -> change(scene, Authenticator.State.SUSPENDED);
            case KEY_REVOKED -> change(scene, Authenticator.State.REVOKED);
            case KEY_OVER -> clock.advance(A_WHILE);
            case SESSION_ENDED -> sessions.end(sid);
            case SESSION_OVER_BY_AGE -> clock.advance(Duration.ofHours(4));
            case SESSION_IDLE -> clock.advance(Duration.ofMinutes(30));
            case ALL_SESSIONS_ENDED -> sessions.endAllOf(person.id());
            case CLIENT_DISABLED -> clients.put(like(scene).disabled().get());
            case LEVEL_RAISED -> clients.put(like(scene).leastLevel(Level.HIGH).get());
            case FAMILY_ENDED -> revoke(scene, "refresh_token");
            case TOKEN_REVOKED -> revoke(scene, "access_token");
        }
    }

    private Person between(Person person, int firstDay, int lastDay) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Standings.with(
                person, Person.State.ACTIVE, today.plusDays(firstDay), Optional.of(today.plusDays(lastDay)));
    }

    private void change(Scene scene, Authenticator.State state) {
        authenticators.changeState(scene.camille().authenticator().id(), state);
    }

    private static ExampleApplication like(Scene scene) {
        return ExampleApplication.like(scene.dpi().registered());
    }

    private static void revoke(Scene scene, String token) {
        scene.dpi().post("/oauth2/revoke", Map.of("token", scene.tokens().text(token)));
    }
}
