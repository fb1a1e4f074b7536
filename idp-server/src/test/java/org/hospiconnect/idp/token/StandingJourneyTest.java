package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.session.Standing.Reason;
import org.hospiconnect.idp.token.Standings.State;
import org.hospiconnect.idp.token.Standings.Way;
import org.hospiconnect.idp.token.dmp.DmpFixture;
import org.hospiconnect.idp.token.dmp.DmpStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

    /** Of a request for a code. */
    private static final Duration ASKED_AGE = Duration.ofSeconds(60);

    /** Of what is held: an access token; shorter than a session. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    private static final String LABO = "https://labo.example/api";
    private static final String MACHINE_SCOPE = "labo:read";

    private final ProviderFixture provider;
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
        DmpStage.of(server);
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

    /**
     * Somebody signed in at an application, with what was given so far.
     *
     * @param held what the way is gone with: a code, a token, the name of a pushed request
     */
    private record Scene(
            ProviderFixture.SignedIn camille, Application client, Way way, Application.Answer tokens, String held) {}

    static Stream<Arguments> everyWayOverEveryState() {
        return Stream.of(State.values()).flatMap(state -> state.ways().stream().map(way -> Arguments.of(way, state)));
    }

    @ParameterizedTest
    @MethodSource("everyWayOverEveryState")
    @Requirement("HC-STANDING-GUARD")
    void nothing_is_got_from_what_no_longer_stands(Way way, State state) {
        var before = scene(way);
        assertThat(isGot(way, go(before))).isTrue();
        var scene = scene(way);

        bring(state, scene);

        assertThat(Said.by(go(scene))).isEqualTo(Standings.refusal(way, state));
    }

    @Test
    @Requirement("HC-STANDING-GUARD")
    void each_entry_that_is_announced_is_a_way_and_each_reason_of_the_guard_a_state() {
        Map<String, Object> announced =
                client(false).get("/.well-known/openid-configuration").json();
        var entries = announced.keySet().stream()
                .filter(name -> name.endsWith("_endpoint") && !name.equals("token_endpoint"));
        var grants = ((List<?>) announced.getOrDefault("grant_types_supported", List.of()))
                .stream().map(Object::toString);

        assertThat(Stream.of(Way.values())
                        .map(Way::entry)
                        .filter(entry -> !entry.isEmpty())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(entries, grants).toList());
        assertThat(Stream.of(State.values()).flatMap(state -> state.ways().stream()))
                .contains(Way.values());
        assertThat(Stream.of(State.values()).flatMap(state -> state.reason().stream()))
                .contains(Reason.values());
    }

    private Scene scene(Way way) {
        var client = client(way.isOfPublicClient());
        var camille = provider.signIn(Duration.ofSeconds(30));
        var tokens = client.redeem(code(camille, client));
        String held = switch (way) {
            case AUTHORIZATION, PUSHED_REQUEST, CLIENT_CREDENTIALS, ACTIVITY, ASSURANCE -> "";
            case AUTHORIZATION_PUSHED_BEFORE ->
                client.post("/oauth2/par", silent(client)).text("request_uri");
            case CODE, CODE_OF_PUBLIC_CLIENT -> code(camille, client);
            case REFRESH, REFRESH_OF_PUBLIC_CLIENT, INTROSPECTION_OF_REFRESH -> tokens.text("refresh_token");
            case EXCHANGE_TO_SAML, EXCHANGE_TO_JWT, USERINFO, INTROSPECTION, REVOCATION -> tokens.text("access_token");
            case INTROSPECTION_OF_MACHINE -> forItself(client).text("access_token");
            case LOGOUT -> tokens.text("id_token");
        };
        return new Scene(camille, client, way, tokens, held);
    }

    /** One that may do everything that its kind may. */
    private Application client(boolean isPublic) {
        var usual = isPublic ? provider.publicApplication() : provider.application();
        var grants = isPublic
                ? Set.of("authorization_code", "refresh_token")
                : Set.of(
                        "authorization_code",
                        "refresh_token",
                        "client_credentials",
                        "urn:ietf:params:oauth:grant-type:token-exchange");
        var registered = ExampleApplication.like(usual.registered())
                .grants(grants)
                .resources(LABO, usual.issuer())
                .get();
        if (!isPublic) {
            registered = ExampleApplication.like(registered)
                    .scopes("openid", "profile", "rpps", "work_situation", MACHINE_SCOPE, "assurance:sessions")
                    .dmp(Optional.of(DmpFixture.software()))
                    .get();
        }
        clients.put(registered);
        return new Application(usual.issuer(), registered, usual.secret());
    }

    private String code(ProviderFixture.SignedIn camille, Application client) {
        return provider.code(camille, client, Terms.NONE.forResources(Set.of(LABO, client.issuer())));
    }

    private static boolean isGot(Way way, Application.Answer answer) {
        return switch (way) {
            case AUTHORIZATION, AUTHORIZATION_PUSHED_BEFORE ->
                answer.status() == 303 && answer.redirect().containsKey("code");
            case PUSHED_REQUEST -> answer.status() == 201;
            case INTROSPECTION, INTROSPECTION_OF_REFRESH, INTROSPECTION_OF_MACHINE ->
                answer.status() == 200 && Boolean.TRUE.equals(answer.json().get("active"));
            case LOGOUT -> answer.location().startsWith(ProviderFixture.AFTER_LOGOUT);
            default -> answer.status() == 200;
        };
    }

    private Application.Answer go(Scene scene) {
        Application client = scene.client();
        String held = scene.held();
        return switch (scene.way()) {
            case AUTHORIZATION -> client.authorize(scene.camille(), silent(client));
            case AUTHORIZATION_PUSHED_BEFORE ->
                client.authorize(
                        scene.camille(), Map.of("client_id", client.registered().id(), "request_uri", held));
            case PUSHED_REQUEST -> client.post("/oauth2/par", silent(client));
            case CODE, CODE_OF_PUBLIC_CLIENT -> client.redeem(held);
            case REFRESH, REFRESH_OF_PUBLIC_CLIENT -> client.refresh(held);
            case EXCHANGE_TO_SAML -> exchanged(scene, "urn:ietf:params:oauth:token-type:saml2");
            case EXCHANGE_TO_JWT -> exchanged(scene, "urn:ietf:params:oauth:token-type:jwt");
            case CLIENT_CREDENTIALS -> forItself(client);
            case USERINFO -> client.userInfo(held);
            case INTROSPECTION, INTROSPECTION_OF_REFRESH, INTROSPECTION_OF_MACHINE ->
                client.post("/oauth2/introspect", Map.of("token", held));
            case REVOCATION -> client.post("/oauth2/revoke", Map.of("token", held));
            case LOGOUT -> signedOut(scene);
            case ACTIVITY ->
                client.post("/session/activity", Map.of("sid", scene.camille().sid()));
            case ASSURANCE ->
                client.post("/assurance/sessions/" + scene.camille().sid(), Map.of());
        };
    }

    private static Map<String, String> silent(Application client) {
        var silent = new LinkedHashMap<>(client.request());
        silent.put("prompt", "none");
        silent.put("max_age", Long.toString(ASKED_AGE.toSeconds()));
        silent.put("resource", LABO);
        return silent;
    }

    private static Application.Answer forItself(Application client) {
        return client.post(
                "/oauth2/token", Map.of("grant_type", "client_credentials", "scope", MACHINE_SCOPE, "resource", LABO));
    }

    private static Application.Answer exchanged(Scene scene, String type) {
        var camille = scene.camille();
        var client = scene.client();
        var who = new DmpStage.SignedIn(
                camille.person(), camille.opened().session(), client.registered(), client.secret(), scene.held());
        return client.post(
                "/oauth2/token",
                DmpStage.form(who).but("requested_token_type", type).parameters());
    }

    private static Application.Answer signedOut(Scene scene) {
        var asked = Map.of("id_token_hint", scene.held(), "post_logout_redirect_uri", ProviderFixture.AFTER_LOGOUT);
        String cookie = "hc_session=" + scene.camille().opened().cookie();
        return scene.client().get("/connect/logout?" + Application.form(asked), "Cookie", cookie);
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
            case PROOFS_OLDER_THAN_ASKED -> clock.advance(ASKED_AGE.plusSeconds(1));
            case LIFE_OVER -> clock.advance(LONGEST_LIFE);
            case FAMILY_ENDED -> revoke(scene, "refresh_token");
            case TOKEN_REVOKED -> revoke(scene, "access_token");
            case SITUATIONS_LOST -> loseSituations(state, scene);
            default -> register(state, scene);
        }
    }

    private void loseSituations(State state, Scene scene) {
        register(state, scene);
        people.change(ExamplePerson.like(scene.camille().person())
                .situations(List.of())
                .get());
    }

    private void register(State state, Scene scene) {
        clients.put(Standings.registered(state, scene.way(), scene.client().registered()));
    }

    private Person between(Person person, int firstDay, int lastDay) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Standings.with(
                person, Person.State.ACTIVE, today.plusDays(firstDay), Optional.of(today.plusDays(lastDay)));
    }

    private void change(Scene scene, Authenticator.State state) {
        authenticators.changeState(scene.camille().authenticator().id(), state);
    }

    private static void revoke(Scene scene, String token) {
        scene.client().post("/oauth2/revoke", Map.of("token", scene.tokens().text(token)));
    }
}
