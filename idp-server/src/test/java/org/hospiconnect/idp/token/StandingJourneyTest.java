package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.session.Sessions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Every way to get something from a grant, over every state in which nothing may be got. */
@JourneyTest
@Import(ProviderFixture.class)
class StandingJourneyTest {

    private final ProviderFixture provider;
    private final Sessions sessions;
    private final People people;
    private final Authenticators authenticators;
    private final Clients clients;

    @Autowired
    StandingJourneyTest(
            ProviderFixture provider,
            Sessions sessions,
            People people,
            Authenticators authenticators,
            Clients clients) {
        this.provider = provider;
        this.sessions = sessions;
        this.people = people;
        this.authenticators = authenticators;
        this.clients = clients;
    }

    enum State {
        SESSION_ENDED,
        PERSON_SUSPENDED,
        PERSON_DEPARTED,
        KEY_SUSPENDED,
        KEY_REVOKED,
        CLIENT_DISABLED,
        LEVEL_RAISED
    }

    enum Way {
        CODE,
        REFRESH,
        USERINFO,
        INTROSPECTION,
        INTROSPECTION_OF_REFRESH
    }

    static Stream<Arguments> everyWayOverEveryState() {
        return Stream.of(State.values())
                .flatMap(state -> Stream.of(Way.values()).map(way -> Arguments.of(way, state)));
    }

    @ParameterizedTest
    @MethodSource("everyWayOverEveryState")
    @Requirement("HC-STANDING-GUARD")
    void nothing_is_got_from_what_no_longer_stands(Way way, State state) {
        var dpi = provider.application();
        var camille = provider.signIn();
        var tokens = provider.tokens(camille, dpi);
        String code = provider.code(camille, dpi);
        if (way != Way.REFRESH) {
            assertThat(succeeds(way, dpi, tokens, provider.code(camille, dpi))).isTrue();
        }

        bring(state, camille, dpi);

        assertThat(succeeds(way, dpi, tokens, code)).isFalse();
    }

    private static boolean succeeds(Way way, Application dpi, Application.Answer tokens, String code) {
        return switch (way) {
            case CODE -> dpi.redeem(code).status() == 200;
            case REFRESH -> dpi.refresh(tokens.text("refresh_token")).status() == 200;
            case USERINFO -> dpi.userInfo(tokens.text("access_token")).status() == 200;
            case INTROSPECTION -> isActive(dpi, tokens.text("access_token"));
            case INTROSPECTION_OF_REFRESH -> isActive(dpi, tokens.text("refresh_token"));
        };
    }

    /** A disabled client is not even told. */
    private static boolean isActive(Application dpi, String token) {
        var answer = dpi.post("/oauth2/introspect", Map.of("token", token));
        return answer.status() == 200 && Boolean.TRUE.equals(answer.json().get("active"));
    }

    private void bring(State state, ProviderFixture.SignedIn camille, Application dpi) {
        switch (state) {
            case SESSION_ENDED -> sessions.end(camille.sid());
            case PERSON_SUSPENDED -> people.change(with(camille.person(), Person.State.SUSPENDED));
            case PERSON_DEPARTED -> people.change(with(camille.person(), Person.State.DEPARTED));
            case KEY_SUSPENDED ->
                authenticators.changeState(camille.authenticator().id(), Authenticator.State.SUSPENDED);
            case KEY_REVOKED ->
                authenticators.changeState(camille.authenticator().id(), Authenticator.State.REVOKED);
            case CLIENT_DISABLED -> clients.put(disabled(dpi.registered()));
            case LEVEL_RAISED -> clients.put(strict(dpi.registered()));
        }
    }

    private static Person with(Person person, Person.State state) {
        return new Person(
                person.id(),
                person.civilName(),
                person.exerciseName(),
                person.birthDate(),
                person.population(),
                person.identifiers(),
                person.affiliations(),
                person.workSituations(),
                state,
                person.start(),
                person.end());
    }

    private static RelyingApplication disabled(RelyingApplication known) {
        return ExampleApplication.like(known).disabled().get();
    }

    private static RelyingApplication strict(RelyingApplication known) {
        return ExampleApplication.like(known).leastLevel(Level.HIGH).get();
    }
}
