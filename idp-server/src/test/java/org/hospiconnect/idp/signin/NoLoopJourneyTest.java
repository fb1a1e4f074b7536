package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.SoftwareAuthenticator;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever became of an open session, an authorization request ends at a page or at the application within a few hops. */
@JourneyTest
@Import(SignInRoad.class)
@Requirement("HC-SIGNIN-NO-LOOP")
class NoLoopJourneyTest {

    private static final int MOST_HOPS = 6;

    private final SignInRoad road;
    private final Sessions sessions;
    private final People people;
    private final Authenticators authenticators;
    private final Clients clients;
    private final JdbcClient jdbc;
    private final MovableClock clock;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    NoLoopJourneyTest(
            SignInRoad road,
            Sessions sessions,
            People people,
            Authenticators authenticators,
            Clients clients,
            JdbcClient jdbc,
            MovableClock clock) {
        this.road = road;
        this.sessions = sessions;
        this.people = people;
        this.authenticators = authenticators;
        this.clients = clients;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    enum State {
        NOTHING_CHANGED,
        KEY_SUSPENDED,
        KEY_REVOKED,
        KEY_OVER,
        PERSON_SUSPENDED,
        PERSON_DEPARTED,
        PERSON_GONE_AT_MIDNIGHT,
        SESSION_ENDED,
        ALL_SESSIONS_ENDED,
        SESSION_IDLE,
        CLIENT_DISABLED,
        LEVEL_RAISED
    }

    static Stream<Arguments> everyStateOfEveryRequest() {
        return Stream.of(State.values())
                .flatMap(state -> Stream.of("", "login", "none", "consent").map(prompt -> Arguments.of(state, prompt)));
    }

    @ParameterizedTest
    @MethodSource("everyStateOfEveryRequest")
    void a_request_comes_to_an_end(State state, String prompt) {
        Person camille = signedIn(road.somebody(1));

        bring(state, camille);
        Page page = visitor.visit(request(prompt));

        assertThat(visitor.hops()).hasSizeLessThanOrEqualTo(MOST_HOPS);
        assertThat(page.status()).isIn(200, 400, 403);
    }

    /** It changes while the page of the ceremony is open. */
    @ParameterizedTest
    @EnumSource(State.class)
    void so_does_a_request_that_waits(State state) {
        Person camille = signedIn(road.somebody(1));
        Page waiting = visitor.visit(request("login"));

        bring(state, camille);
        visitor.visit(waiting.at().toString().replace("/signin/webauthn", "/signin"));

        assertThat(visitor.hops()).hasSizeLessThanOrEqualTo(MOST_HOPS);
    }

    @ParameterizedTest
    @EnumSource(names = {"KEY_SUSPENDED", "KEY_REVOKED", "KEY_OVER"})
    void another_key_opens_another_session(State state) {
        Person camille = signedIn(road.somebody(1));
        SoftwareAuthenticator second = road.enrolledKey(camille, true);
        String first = sessionOf(camille);

        bring(state, camille);
        Page page = visitor.visit(request(""));
        Page arrived = new KeyAtPage(visitor, second).signIn(page);

        assertThat(arrived.at().getQuery()).contains("code=");
        assertThat(sessions.find(first)).isEmpty();
        assertThat(sessionOf(camille)).isNotEqualTo(first);
        assertThat(ends(first)).containsExactly("AUTHENTICATOR_NOT_USABLE");
    }

    /** The key was taken away while its page was open, so that no dispatcher saw it before the new proof. */
    @ParameterizedTest
    @EnumSource(names = "KEY_SUSPENDED")
    void a_proof_does_not_join_those_of_a_key_that_was_taken_away(State state) {
        Person camille = signedIn(road.somebody(1));
        SoftwareAuthenticator second = road.enrolledKey(camille, true);
        String first = sessionOf(camille);
        Page waiting = visitor.visit(request("login"));

        bring(state, camille);
        Page arrived = new KeyAtPage(visitor, second).signIn(waiting);

        assertThat(arrived.at().getQuery()).contains("code=");
        assertThat(ends(first)).containsExactly("AUTHENTICATOR_NOT_USABLE");
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_SUSPENDED", "PERSON_DEPARTED", "PERSON_GONE_AT_MIDNIGHT"})
    void who_may_not_work_here_is_told_so_and_the_application_too(State state) {
        Person camille = signedIn(road.somebody(1));
        String session = sessionOf(camille);

        bring(state, camille);
        Page told = visitor.visit(request(""));

        assertThat(told.status()).isEqualTo(403);
        assertThat(told.text("h1")).isEqualTo("Vous ne pouvez pas vous connecter ici");
        assertThat(told.text(".reference")).matches("[2-9A-Z]{4}-[2-9A-Z]{4}");
        assertThat(ends(session)).containsExactly("PERSON_NOT_ACTIVE");
        Page back = visitor.submit(told, "form[action='/signin/abandon']", Map.of());
        assertThat(back.at().getQuery()).contains("error=access_denied");
    }

    @ParameterizedTest
    @EnumSource(names = "LEVEL_RAISED")
    void a_stronger_means_is_asked_once_and_then_the_reason_is_told(State state) {
        Person camille = road.somebody(1);
        SoftwareAuthenticator key = road.enrolledKey(camille, true);
        road.register(client, Level.SUBSTANTIAL);
        new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of())));

        bring(state, camille);
        Page page = new KeyAtPage(visitor, key).signIn(visitor.visit(request("")));

        assertThat(page.text("h1")).contains("ne suffit pas");
        assertThat(visitor.submit(page, "form", Map.of()).at().getQuery())
                .contains("error=unmet_authentication_requirements");
    }

    private Person signedIn(Person person) {
        road.register(client, Level.SUBSTANTIAL);
        new KeyAtPage(visitor, road.enrolledKey(person, true)).signIn(visitor.visit(road.request(client, Map.of())));
        return person;
    }

    private String request(String prompt) {
        return road.request(client, prompt.isEmpty() ? Map.of() : Map.of("prompt", prompt));
    }

    private String sessionOf(Person person) {
        return jdbc.sql(
                        "select session from trail where person = ? and act = 'SIGN_IN_ACCEPTED' order by id desc limit 1")
                .param(person.id().toString())
                .query(String.class)
                .single();
    }

    private java.util.List<String> ends(String session) {
        return jdbc.sql("select details->>'why' from trail where session = ? and act = 'SESSION_ENDED'")
                .param(session)
                .query(String.class)
                .list();
    }

    private void bring(State state, Person person) {
        Authenticator first = authenticators.of(person.id()).getFirst();
        switch (state) {
            case NOTHING_CHANGED -> clock.advance(Duration.ofSeconds(1));
            case KEY_SUSPENDED -> authenticators.changeState(first.id(), Authenticator.State.SUSPENDED);
            case KEY_REVOKED -> authenticators.changeState(first.id(), Authenticator.State.REVOKED);
            case KEY_OVER -> {
                jdbc.sql("update authenticators set ends_at = now() where id = ?")
                        .param(first.id())
                        .update();
                clock.advance(Duration.ofSeconds(10));
            }
            case PERSON_SUSPENDED -> people.change(with(person, Person.State.SUSPENDED, Optional.empty()));
            case PERSON_DEPARTED -> people.change(with(person, Person.State.DEPARTED, Optional.empty()));
            case PERSON_GONE_AT_MIDNIGHT -> people.change(with(person, Person.State.ACTIVE, Optional.of(yesterday())));
            case SESSION_ENDED -> sessions.end(sessionOf(person));
            case ALL_SESSIONS_ENDED -> sessions.endAllOf(person.id());
            case SESSION_IDLE -> clock.advance(Duration.ofMinutes(30));
            case CLIENT_DISABLED -> clients.put(registered().disabled().get());
            case LEVEL_RAISED -> clients.put(registered().leastLevel(Level.HIGH).get());
        }
    }

    private ExampleApplication registered() {
        return ExampleApplication.like(clients.find(client).orElseThrow());
    }

    private LocalDate yesterday() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(2);
    }

    private static Person with(Person person, Person.State state, Optional<LocalDate> end) {
        return ExamplePerson.like(person).state(state).end(end).get();
    }
}
