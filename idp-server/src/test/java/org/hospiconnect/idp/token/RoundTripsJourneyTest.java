package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.ReferencePage;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.RoundTrips;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.Surroundings;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.idp.token.dmp.DmpStage;
import org.hospiconnect.idp.value.Copies;
import org.hospiconnect.idp.workstation.ExamplePlace;
import org.hospiconnect.idp.workstation.PostClass;
import org.hospiconnect.idp.workstation.PostRoad;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What each flow costs in round trips is what docs/explanation/round-trips.md says of it; the client's registration is at hand. */
@JourneyTest
@TestPropertySource(
        properties = {
            "hospiconnect.audit.seal-every=1h",
            "hospiconnect.housekeeping.every=12h",
            "hospiconnect.token.logout-every=1d"
        })
@Import({ProviderFixture.class, SignInRoad.class, PostRoad.class, RoundTrips.class})
@Requirement("HC-ROUND-TRIPS")
class RoundTripsJourneyTest {

    private static final List<List<String>> PAGE =
            ReferencePage.of("../explanation/round-trips.md").rows("Flow");

    /** The rows of the page. */
    private enum Flow {
        AUTHORIZATION("authorization request → code, session open"),
        SHARED_POST("the same on a shared post, the application goes on with its own session"),
        CODE("code → tokens"),
        CLIENT_CREDENTIALS("client credentials"),
        REFRESH("refresh"),
        INTROSPECTION_AND_USERINFO("introspection, userinfo"),
        OPENING_THE_DMP("opening the DMP"),
        SIGN_IN("passkey sign-in from the application's request to the code, pages included");

        private final String name;

        Flow(String name) {
            this.name = name;
        }

        /** Whom this node has not seen for a while. */
        void isCold(RoundTrips.Count count) {
            isTold(count, 2);
        }

        void isWarm(RoundTrips.Count count) {
            isTold(count, 3);
        }

        private void isTold(RoundTrips.Count count, int column) {
            var row = PAGE.stream()
                    .filter(cells -> cells.getFirst().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertThat(count.redis()).as("%s: Redis", name).hasSize(Integer.parseInt(row.get(1)));
            assertThat(count.postgres()).as("%s: PostgreSQL", name).hasSize(Integer.parseInt(row.get(column)));
        }
    }

    private final ProviderFixture provider;
    private final SignInRoad road;
    private final PostRoad posts;
    private final RoundTrips roundTrips;
    private final BeanFactory server;
    private final MovableClock clock;

    @Autowired
    RoundTripsJourneyTest(
            ProviderFixture provider,
            SignInRoad road,
            PostRoad posts,
            RoundTrips roundTrips,
            BeanFactory server,
            MovableClock clock) {
        this.provider = provider;
        this.road = road;
        this.posts = posts;
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
    void every_flow_of_the_page_is_counted_here() {
        assertThat(PAGE)
                .extracting(List::getFirst)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Flow.values()).map(flow -> flow.name).toList());
    }

    @Test
    void from_authorization_request_to_code() {
        var dpi = known();
        var camille = provider.signIn();

        Flow.AUTHORIZATION.isCold(count(() -> dpi.authorize(camille, dpi.request()), 303));
        Flow.AUTHORIZATION.isWarm(count(() -> dpi.authorize(camille, dpi.request()), 303));
    }

    /** One look-up more for the post, while this node has not seen it. */
    @Test
    void from_authorization_request_to_code_on_a_shared_post() {
        var dpi = known();
        var browser = new Visitor();
        var post = posts.enrolled(browser, PostClass.WARD);
        var camille = provider.signIn(ExamplePlace.ward(post.id()));
        dpi.redeem(provider.code(camille, dpi));
        var request = dpi.request();
        request.put("sid", camille.sid());
        String cookies = "hc_session=" + camille.opened().cookie() + "; hc_post="
                + browser.cookie(PostRoad.COOKIE).orElseThrow();
        Supplier<Application.Answer> asks = () ->
                dpi.get("/oauth2/authorize?" + Application.form(request), "Cookie", cookies, "Accept", "text/html");

        forget(dpi);
        Flow.SHARED_POST.isCold(count(asks, 303));
        Flow.SHARED_POST.isWarm(count(asks, 303));
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

        Flow.CODE.isCold(count(() -> dpi.redeem(first), 200));
        Flow.CODE.isWarm(count(() -> dpi.redeem(second), 200));
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

        Flow.CLIENT_CREDENTIALS.isCold(count(asks, 200));
    }

    @Test
    void refresh() {
        var dpi = known();
        String first = provider.tokens(provider.signIn(), dpi).text("refresh_token");
        String second = dpi.refresh(first).text("refresh_token");

        forget(dpi);
        Flow.REFRESH.isCold(count(() -> dpi.refresh(second), 200));
        Flow.REFRESH.isWarm(count(() -> dpi.refresh(second), 200));
    }

    @Test
    void introspection_and_userinfo() {
        var dpi = known();
        String token = provider.tokens(provider.signIn(), dpi).text("access_token");
        Supplier<Application.Answer> introspection = () -> dpi.post("/oauth2/introspect", Map.of("token", token));

        forget(dpi);
        Flow.INTROSPECTION_AND_USERINFO.isCold(count(introspection, 200));
        Flow.INTROSPECTION_AND_USERINFO.isWarm(count(introspection, 200));
        Flow.INTROSPECTION_AND_USERINFO.isWarm(count(() -> dpi.userInfo(token), 200));
        forget(dpi);
        Flow.INTROSPECTION_AND_USERINFO.isCold(count(() -> dpi.userInfo(token), 200));
    }

    @Test
    void opening_the_dmp() {
        var stage = DmpStage.of(server);
        var camille = stage.camille();
        // somebody else at the same application, whose opening reads keys and registration
        var another = stage.camille();
        var beside = new DmpStage.SignedIn(
                another.person(),
                another.session(),
                camille.dpi(),
                camille.secret(),
                stage.token(another.person(), another.session(), camille.dpi()));
        Runnable opening = () ->
                assertThat(stage.send(camille, DmpStage.form(camille)).status()).isEqualTo(200);

        clock.advance(Copies.FRESH.plusMillis(1));
        stage.send(beside, DmpStage.form(beside));
        Flow.OPENING_THE_DMP.isCold(roundTrips.of(opening));
        Flow.OPENING_THE_DMP.isWarm(roundTrips.of(opening));
    }

    @Test
    void passkey_sign_in_up_to_the_code() {
        String client = "app-" + UUID.randomUUID();
        road.register(client, Level.SUBSTANTIAL);
        var key = road.enrolledKey(road.somebody(1), true);
        var visitor = new Visitor();
        // somebody else at another application: Redis knows the scripts of this road too
        String another = "app-" + UUID.randomUUID();
        road.register(another, Level.SUBSTANTIAL);
        var beside = new Visitor();
        new KeyAtPage(beside, road.enrolledKey(road.somebody(1), true))
                .signIn(beside.visit(road.request(another, Map.of())));

        // on a slow machine no copy gets old between two of its pages
        clock.standInTheMiddleOf(Duration.ofSeconds(1));
        var count =
                roundTrips.of(() -> new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of()))));

        Flow.SIGN_IN.isCold(count);
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

    private RoundTrips.Count count(Supplier<Application.Answer> flow, int status) {
        return roundTrips.of(() -> assertThat(flow.get().status()).isEqualTo(status));
    }
}
