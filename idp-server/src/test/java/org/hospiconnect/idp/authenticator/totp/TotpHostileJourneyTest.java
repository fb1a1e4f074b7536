package org.hospiconnect.idp.authenticator.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.authenticator.totp.AppRoad.App;
import org.hospiconnect.idp.directory.Identifier;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an intruder would type, keep and wait for. */
@TotpJourney
class TotpHostileJourneyTest {

    private final AppRoad apps;
    private final SignInRoad road;
    private final JdbcClient jdbc;
    private final StringRedisTemplate redis;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    TotpHostileJourneyTest(AppRoad apps, SignInRoad road, JdbcClient jdbc, StringRedisTemplate redis) {
        this.apps = apps;
        this.road = road;
        this.jdbc = jdbc;
        this.redis = redis;
    }

    @BeforeEach
    void registerTheApplication() {
        road.register(client, Level.LOW);
    }

    @AfterEach
    void forgetWhatWasCounted() {
        redis.delete(redis.keys("hc:throttle:*"));
        jdbc.sql("delete from password_guesses").update();
    }

    @ParameterizedTest
    @Requirement("HC-TOTP-HOSTILE")
    @ValueSource(
            strings = {
                "a\0b",
                "\0",
                ":",
                "a:",
                ":a",
                "a:b",
                "990000115:",
                "1:2:3",
                "' or 1=1 --",
                "%",
                "\uD83D\uDE00",
                "${x}"
            })
    void a_name_that_nobody_has_is_refused_and_breaks_nothing(String name) {
        Page refused = typed(Map.of("name", name, "password", "p", "code", "000000"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.has(".notice.warn .reference")).isTrue();
    }

    /** Otherwise what was counted under one name would answer under another: both are of one person here. */
    @ParameterizedTest
    @Requirement("HC-TOTP-HOSTILE")
    @ValueSource(strings = {"%3$s", "%2$s:%1$s", "3%2$s/%1$s"})
    void no_other_name_of_the_person_is_heard(String form) {
        App app = apps.enrolled(road.somebody(1));
        var matricule = app.person().identifier(Identifier.Type.MATRICULE).orElseThrow();
        String name = form.formatted(
                matricule.value(),
                matricule.authority().orElseThrow(),
                app.person().id());

        Page refused = apps.signIn(visitor, client, app, Map.of("name", name));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(apps.guessed(app)).isZero();
        assertThat(apps.signIn(visitor, client, app, Map.of()).at().getQuery()).contains("code=");
    }

    @ParameterizedTest
    @Requirement("HC-TOTP-HOSTILE")
    @ValueSource(strings = {"/signin/totp/challenge", "/enrol/totp/challenge"})
    void there_is_no_challenge_to_ask_for(String path) {
        Page page = path.startsWith("/enrol")
                ? apps.enrolment(visitor, road.somebody(1))
                : apps.signInPage(visitor, client);
        var fields = new HashMap<String, String>();
        page.document().select("input[type=hidden]").forEach(hidden -> fields.put(hidden.attr("name"), hidden.val()));

        assertThat(visitor.post(page.at().resolve(path), fields).status()).isEqualTo(404);
    }

    private Page typed(Map<String, String> fields) {
        return visitor.submit(apps.signInPage(visitor, client), AppRoad.SIGN_IN, fields);
    }

    @ParameterizedTest
    @Requirement("HC-TOTP-HOSTILE")
    @CsvSource({"name, 200000, 403", "password, 200000, 403", "code, 200000, 403", "password, 1000000, 413"})
    void what_is_too_long_is_refused_at_no_cost(String field, int length, int status) {
        var fields = new HashMap<>(Map.of("name", "V1", "password", "p", "code", "000000"));
        fields.put(field, "x".repeat(length));

        assertThat(typed(fields).status()).isEqualTo(status);
        assertThat(jdbc.sql("select count(*) from password_guesses")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @Requirement("HC-TOTP-HOSTILE")
    @ValueSource(strings = {"\0", "\0\0", " "})
    void a_password_is_taken_whole(String end) {
        App app = apps.enrolled(road.somebody(1));

        assertThat(apps.signIn(visitor, client, app, Map.of("password", AppRoad.PASSPHRASE + end))
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Requirement("HC-TOTP-HOSTILE")
    void the_page_with_the_secret_is_kept_by_no_browser_and_no_proxy() throws Exception {
        Person person = road.somebody(1);
        assertThat(apps.enrolment(visitor, person).has(".groups")).isTrue();
        var request = HttpRequest.newBuilder(URI.create(road.page("/enrol/totp")))
                .header(
                        "Cookie",
                        "hc_enrolment=" + visitor.cookie("hc_enrolment").orElseThrow());

        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.body()).contains("otpauth://");
            assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("no-store");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
        }
    }

    @Test
    @Requirement("HC-TOTP-HOSTILE")
    void a_page_that_was_used_gives_no_second_means_and_shows_its_secret_no_more() {
        Person person = road.somebody(1);
        Page page = apps.enrolment(visitor, person);
        App app = apps.scanned(page, person);
        var answer = Map.of("password", AppRoad.PASSPHRASE, "code", app.code(0));
        String cookie = visitor.cookie("hc_enrolment").orElseThrow();
        visitor.submit(page, AppRoad.ENROL, answer);
        visitor.plant(page.at(), Map.of("hc_enrolment", cookie));

        assertThat(visitor.submit(page, AppRoad.ENROL, answer).status()).isEqualTo(403);
        assertThat(visitor.visit(road.page("/enrol/totp")).has(".groups")).isFalse();
    }

    /** Somebody elsewhere keeps guessing: the desk helps at once, and not by waiting. */
    @Test
    @Requirement("HC-PASSWORD-GUESSES")
    void a_new_password_does_not_wait_for_guesses_of_the_old_one() {
        App app = apps.enrolled(road.somebody(1));
        for (int i = 0; i < 6; i++) {
            apps.signIn(new Visitor(), client, app, Map.of("password", "guessed " + i));
        }
        assertThat(apps.signIn(visitor, client, app, Map.of()).status()).isEqualTo(429);

        App fresh = apps.enrolled(app.person());

        assertThat(apps.signIn(visitor, client, fresh, Map.of()).at().getQuery())
                .contains("code=");
    }
}
