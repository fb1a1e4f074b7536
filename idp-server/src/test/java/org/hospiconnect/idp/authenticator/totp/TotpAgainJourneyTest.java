package org.hospiconnect.idp.authenticator.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticator.State;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.totp.AppRoad.App;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.idp.workstation.PostClass;
import org.hospiconnect.idp.workstation.PostRoad;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where a proof is asked again, or asked for more than an app can give: what it opens, and what is said where it doesn't. */
@TotpJourney
class TotpAgainJourneyTest {

    private static final String LINK = "a[href^=/signin/totp]";
    private static final String CONFIRM = "form[action=/account/confirm]";

    private final AppRoad apps;
    private final SignInRoad road;
    private final PostRoad posts;
    private final Clients clients;
    private final Authenticators authenticators;
    private final StringRedisTemplate redis;
    private final JdbcClient jdbc;
    private final MovableClock clock;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    TotpAgainJourneyTest(
            AppRoad apps,
            SignInRoad road,
            PostRoad posts,
            Clients clients,
            Authenticators authenticators,
            StringRedisTemplate redis,
            JdbcClient jdbc,
            MovableClock clock) {
        this.apps = apps;
        this.road = road;
        this.posts = posts;
        this.clients = clients;
        this.authenticators = authenticators;
        this.redis = redis;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @AfterEach
    void forgetWhatWasCounted() {
        redis.delete(redis.keys("hc:throttle:*"));
        jdbc.sql("delete from password_guesses").update();
    }

    @Test
    @Requirement({"HC-TOTP-NOT-RESISTANT", "HC-SIGN-IN-RULES"})
    void where_a_copied_page_must_get_nothing_an_app_is_not_offered_and_opens_nothing() {
        register(new SignInRules(true, null, Set.of(), Set.of(), Set.of(), null, false));
        App app = apps.enrolled(road.somebody(1));

        Page page = visitor.visit(road.request(client, Map.of()));
        assertThat(page.has(LINK)).isFalse();
        assertThat(page.document().text())
                .contains("ne s’ouvre pas avec « Mot de passe et code affiché sur le téléphone »");

        String byHand =
                road.page("/signin/totp?s=" + page.element("input[name=s]").val());
        Page told = visitor.submit(visitor.visit(byHand), AppRoad.SIGN_IN, right(app));
        assertThat(told.text("h1")).isEqualTo("Votre moyen de connexion ne suffit pas ici");
        assertThat(told.text(".notice")).contains("n’accepte pas ce moyen de connexion");
        assertThat(visitor.visit(road.request(client, Map.of("prompt", "none")))
                        .at()
                        .getQuery())
                .contains("error=login_required");
    }

    @Test
    @Requirement("HC-TOTP-NOT-RESISTANT")
    void every_other_application_offers_it_and_says_nothing() {
        road.register(client, Level.LOW);

        Page page = visitor.visit(road.request(client, Map.of()));

        assertThat(page.has(LINK)).isTrue();
        assertThat(page.document().text()).doesNotContain("ne s’ouvre pas avec");
    }

    @Test
    @Requirement("HC-TOUCH-WINDOW")
    void both_factors_of_a_key_open_a_window_of_touches_and_those_of_an_app_none() {
        register(new SignInRules(false, null, Set.of(), Set.of(), Set.of(), Duration.ofHours(4), false));
        App app = apps.enrolled(road.somebody(1));
        var key = road.enrolledKey(road.somebody(1), true);
        String windows =
                "hc:touches:{" + posts.enrolled(visitor, PostClass.WARD).id() + "}";

        assertThat(apps.signIn(visitor, client, app, Map.of()).at().getQuery()).contains("code=");
        assertThat(redis.hasKey(windows)).isFalse();

        var other = new Visitor();
        String alike = "hc:touches:{" + posts.enrolled(other, PostClass.WARD).id() + "}";
        new KeyAtPage(other, key).signIn(other.visit(road.request(client, Map.of())));
        assertThat(redis.hasKey(alike)).isTrue();
    }

    @Test
    @Requirement("HC-TOTP-AGAIN")
    void a_proof_that_has_become_old_is_asked_by_the_app_again() {
        road.register(client, Level.LOW);
        App app = apps.enrolled(road.somebody(1));
        apps.signIn(visitor, client, app, Map.of());
        clock.advance(Duration.ofMinutes(2));

        Page page = visitor.visit(road.request(client, Map.of("max_age", "60")));

        assertThat(page.at().getPath()).isEqualTo("/signin/totp");
        assertThat(visitor.submit(page, AppRoad.SIGN_IN, right(app)).at().getQuery())
                .contains("code=");
    }

    @Test
    @Requirement({"HC-TOTP-AGAIN", "HC-OWN-MEANS"})
    void whoever_has_nothing_but_the_app_confirms_by_it_what_it_may_do() {
        App app = signedIn();
        clock.advance(Duration.ofMinutes(6));

        Page asked = visitor.submit(own(), remove(means(app)), Map.of());
        assertThat(asked.at().getPath()).isEqualTo("/account/confirm");
        assertThat(asked.has("#name")).isFalse();
        Page refused = visitor.submit(asked, CONFIRM, Map.of("password", AppRoad.PASSPHRASE, "code", app.code(-2)));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text(".notice strong")).contains("Attendez le code suivant");
        Page confirmed = visitor.submit(refused, CONFIRM, right(app));
        assertThat(confirmed.text(".notice strong")).contains("C’est bien vous");

        visitor.submit(confirmed, remove(means(app)), Map.of());
        assertThat(means(app).state()).isEqualTo(State.REVOKED);
    }

    @Test
    @Requirement({"HC-TOTP-AGAIN", "HC-OWN-MEANS"})
    void password_and_code_of_somebody_else_confirm_nothing_and_are_not_used_up() {
        App stranger = apps.enrolled(road.somebody(1));
        App app = signedIn();

        Page refused = visitor.submit(
                visitor.visit(road.page("/account/confirm")),
                CONFIRM,
                Map.of("name", stranger.name(), "password", AppRoad.PASSPHRASE, "code", stranger.code(0)));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(apps.guessed(app)).isEqualTo(1);
        assertThat(apps.signIn(new Visitor(), client, stranger, Map.of()).at().getQuery())
                .contains("code=");
    }

    @Test
    @Requirement("HC-PASSWORD-GUESSES")
    void whoever_guesses_by_name_makes_nobody_wait_in_their_own_session() {
        App app = signedIn();
        for (int i = 0; i < 6; i++) {
            apps.signIn(new Visitor(), client, app, Map.of("password", "guessed " + i));
        }
        clock.advance(Duration.ofSeconds(30));

        Page confirmed = visitor.submit(visitor.visit(road.page("/account/confirm")), CONFIRM, right(app));

        assertThat(confirmed.text(".notice strong")).contains("C’est bien vous");
        assertThat(apps.signIn(new Visitor(), client, app, Map.of()).status()).isEqualTo(429);
    }

    @Test
    @Requirement({"HC-TOTP-AGAIN", "HC-OWN-MEANS"})
    void what_needs_a_key_is_confirmed_by_a_key_alone() {
        App app = keyed();
        Authenticator key = authenticators.of(app.person().id()).getLast();

        Page asked = visitor.submit(own(), remove(key), Map.of());
        assertThat(asked.has("form[data-ceremony=get]")).isTrue();
        assertThat(asked.has("a[href*=totp]")).isFalse();
        var forged = new HashMap<>(right(app));
        forged.putAll(Map.of("csrf", asked.element("input[name=csrf]").val(), "needed", "made up", "kind", "totp"));
        visitor.post(URI.create(road.page("/account/confirm")), forged);

        assertThat(visitor.submit(own(), remove(key), Map.of()).at().getPath())
                .as("a weaker proof, and still an old one of the key")
                .isEqualTo("/account/confirm");
        assertThat(authenticators.find(key.id()).orElseThrow().state()).isEqualTo(State.ACTIVE);
    }

    @Test
    @Requirement("HC-TOTP-AGAIN")
    void what_needs_an_app_is_confirmed_by_either() {
        App app = keyed();

        Page asked = visitor.submit(own(), remove(means(app)), Map.of());
        Page byApp = visitor.visit(asked.element("a[href*=totp]").absUrl("href"));
        Page confirmed = visitor.submit(byApp, CONFIRM, right(app));

        assertThat(visitor.submit(confirmed, remove(means(app)), Map.of()).at().getPath())
                .as("the session rested on it too")
                .isEqualTo("/");
        assertThat(means(app).state()).isEqualTo(State.REVOKED);
    }

    /** Somebody with both, who came by the key six minutes ago. */
    private App keyed() {
        var person = road.somebody(1);
        App app = apps.enrolled(person);
        clock.advance(Duration.ofSeconds(30));
        var key = road.enrolledKey(person, true);
        road.register(client, Level.LOW);
        new KeyAtPage(visitor, key).signIn(visitor.visit(road.request(client, Map.of())));
        clock.advance(Duration.ofMinutes(6));
        return app;
    }

    private App signedIn() {
        road.register(client, Level.LOW);
        App app = apps.enrolled(road.somebody(1));
        apps.signIn(visitor, client, app, Map.of());
        return app;
    }

    private void register(SignInRules rules) {
        road.register(client, Level.LOW);
        clients.put(ExampleApplication.like(clients.find(client).orElseThrow())
                .signIn(rules)
                .get());
    }

    private Page own() {
        return visitor.visit(road.page("/account"));
    }

    private Authenticator means(App app) {
        return authenticators.of(app.person().id()).stream()
                .filter(means -> means.kind().equals("totp"))
                .findFirst()
                .orElseThrow();
    }

    private static String remove(Authenticator means) {
        return "form[action=/account/remove]:has(input[value=" + means.id() + "])";
    }

    private static Map<String, String> right(App app) {
        return Map.of("name", app.name(), "password", AppRoad.PASSPHRASE, "code", app.code(0));
    }
}
