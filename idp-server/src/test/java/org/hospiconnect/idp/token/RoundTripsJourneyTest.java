package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.RoundTrips;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.Surroundings;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.idp.token.dmp.DmpStage;
import org.hospiconnect.idp.value.Copies;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What each flow costs in round trips, as docs/explanation/round-trips.md says; the client's registration is at hand. */
@JourneyTest
@TestPropertySource(
        properties = {
            "hospiconnect.audit.seal-every=1h",
            "hospiconnect.housekeeping.every=12h",
            "hospiconnect.token.logout-every=1d"
        })
@Import({ProviderFixture.class, SignInRoad.class, RoundTrips.class})
@Requirement("HC-ROUND-TRIPS")
class RoundTripsJourneyTest {

    private final ProviderFixture provider;
    private final SignInRoad road;
    private final RoundTrips roundTrips;
    private final BeanFactory server;
    private final MovableClock clock;

    @Autowired
    RoundTripsJourneyTest(
            ProviderFixture provider, SignInRoad road, RoundTrips roundTrips, BeanFactory server, MovableClock clock) {
        this.provider = provider;
        this.road = road;
        this.roundTrips = roundTrips;
        this.server = server;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    /** Scripts are known to Redis, the deployment's secrets to the server. */
    @BeforeEach
    void once() {
        var dpi = provider.application();
        var camille = provider.signIn();
        dpi.authorize(camille, dpi.request());
        dpi.refresh(provider.tokens(camille, dpi).text("refresh_token"));
    }

    @Test
    void from_authorization_request_to_code() {
        var dpi = known();
        var camille = provider.signIn();

        holds(2, 2, () -> dpi.authorize(camille, dpi.request()), 303);
        holds(2, 1, () -> dpi.authorize(camille, dpi.request()), 303);
    }

    /** One that hears of the end of sessions costs no more. */
    @Test
    void from_code_to_tokens() {
        var dpi = provider.application();
        server.getBean(Clients.class)
                .put(ExampleApplication.like(dpi.registered())
                        .surroundings(
                                _ -> new Surroundings(Set.of(), Optional.of("https://dpi.example/logout"), Set.of()))
                        .get());
        provider.tokens(provider.signIn(), dpi);
        var camille = provider.signIn();
        String first = provider.code(camille, dpi);
        String second = provider.code(camille, dpi);

        holds(2, 2, () -> dpi.redeem(first), 200);
        holds(2, 1, () -> dpi.redeem(second), 200);
    }

    @Test
    void an_application_that_acts_for_itself() {
        var dpi = known();
        var labo = ExampleApplication.like(dpi.registered())
                .scopes("labo:read")
                .grants(Set.of("client_credentials"))
                .get();
        server.getBean(Clients.class).put(labo);
        Supplier<Application.Answer> asks = () -> dpi.post("/oauth2/token", Map.of("grant_type", "client_credentials"));
        assertThat(asks.get().status()).isEqualTo(200);

        holds(0, 1, asks, 200);
    }

    @Test
    void refresh() {
        var dpi = known();
        String first = provider.tokens(provider.signIn(), dpi).text("refresh_token");
        String second = dpi.refresh(first).text("refresh_token");

        forget(dpi);
        holds(1, 3, () -> dpi.refresh(second), 200);
        holds(1, 2, () -> dpi.refresh(second), 200);
    }

    @Test
    void introspection_and_userinfo() {
        var dpi = known();
        String token = provider.tokens(provider.signIn(), dpi).text("access_token");
        Supplier<Application.Answer> introspection = () -> dpi.post("/oauth2/introspect", Map.of("token", token));

        forget(dpi);
        holds(1, 2, introspection, 200);
        holds(1, 0, introspection, 200);
        holds(1, 0, () -> dpi.userInfo(token), 200);
        forget(dpi);
        holds(1, 2, () -> dpi.userInfo(token), 200);
    }

    @Test
    void opening_the_dmp() {
        var stage = DmpStage.of(server);
        var camille = stage.camille();
        Runnable opening = () -> stage.send(camille, DmpStage.form(camille));

        // keys are read by another's opening, and not again for five seconds; the registration is read here too
        var another = stage.camille();
        clock.advance(Copies.FRESH.plusMillis(1));
        stage.send(another, DmpStage.form(another));
        assertWithin(1, 4, roundTrips.of(opening));
        assertWithin(1, 1, roundTrips.of(opening));
    }

    @Test
    void passkey_sign_in_up_to_the_code() {
        String client = "app-" + UUID.randomUUID();
        road.register(client, Level.SUBSTANTIAL);
        var key = road.enrolledKey(road.somebody(1), true);
        var visitor = new Visitor();
        road.enrolledKey(road.somebody(1), true);

        var count =
                roundTrips.of(() -> new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of()))));

        assertWithin(15, 8, count);
    }

    private Application known() {
        var dpi = provider.application();
        provider.tokens(provider.signIn(), dpi);
        return dpi;
    }

    /** All copies are too old; the registration is read again by somebody else's request. */
    private void forget(Application dpi) {
        clock.advance(Copies.FRESH.plusMillis(1));
        provider.tokens(provider.signIn(), dpi);
    }

    private void holds(int redis, int postgres, Supplier<Application.Answer> flow, int status) {
        assertWithin(
                redis,
                postgres,
                roundTrips.of(() -> assertThat(flow.get().status()).isEqualTo(status)));
    }

    private static void assertWithin(int redis, int postgres, RoundTrips.Count count) {
        assertThat(count.redis()).hasSizeLessThanOrEqualTo(redis);
        assertThat(count.postgres()).hasSizeLessThanOrEqualTo(postgres);
    }
}
