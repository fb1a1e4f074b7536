package org.hospiconnect.idp.authenticator.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.Authenticator.State;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.totp.AppRoad.App;
import org.hospiconnect.idp.directory.ExamplePerson;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the activation code to an app with a password, right and wrong; the page has no use for a script. */
@TotpJourney
@ExtendWith(OutputCaptureExtension.class)
class TotpEnrolmentJourneyTest {

    private final AppRoad apps;
    private final SignInRoad road;
    private final People people;
    private final Authenticators authenticators;
    private final JdbcClient jdbc;
    private final StringRedisTemplate redis;
    private final MovableClock clock;
    private final Visitor visitor = new Visitor();

    @Autowired
    TotpEnrolmentJourneyTest(
            AppRoad apps,
            SignInRoad road,
            People people,
            Authenticators authenticators,
            JdbcClient jdbc,
            StringRedisTemplate redis,
            MovableClock clock) {
        this.apps = apps;
        this.road = road;
        this.people = people;
        this.authenticators = authenticators;
        this.jdbc = jdbc;
        this.redis = redis;
        this.clock = clock;
    }

    @AfterEach
    void forgetWhatWasCounted() {
        redis.delete(redis.keys("hc:throttle:*"));
        jdbc.sql("delete from password_guesses").update();
    }

    @Test
    @Requirement("HC-TOTP-ENROLMENT")
    void an_app_is_enrolled_by_its_first_code_low_while_nobody_declared_it() {
        Person person = road.somebody(1);
        Page page = apps.enrolment(visitor, person);
        App app = apps.scanned(page, person);
        assertThat(page.element("#password").attr("autocomplete")).isEqualTo("new-password");
        assertThat(page.element("#code").attr("autocomplete")).isEqualTo("one-time-code");
        assertThat(authenticators.of(person.id())).isEmpty();

        Page receipt = visitor.submit(page, AppRoad.ENROL, right(app, 0));

        assertThat(receipt.element("[data-level]").attr("data-level")).isEqualTo("LOW");
        assertThat(receipt.text("h1")).contains("Votre mot de passe et votre application");
        assertThat(receipt.document().text()).contains("n’a pas encore déclaré ce moyen de connexion conforme");
        assertThat(authenticators.of(person.id()))
                .singleElement()
                .satisfies(means -> assertThat(means.kind()).isEqualTo("totp"));
        assertThat(visitor.visit(road.page("/enrol/totp")).has("#code[autocomplete=one-time-code]"))
                .as("the code was used up")
                .isFalse();
    }

    @ParameterizedTest
    @Requirement({"HC-TOTP-ENROLMENT", "HC-PASSWORD-STRENGTH"})
    @CsvSource({
        "MotDePasse1!, , 0, ENROLMENT-PASSWORD-WEAK",
        "tulipe marteau violon, tulipe marteau, 0, ENROLMENT-PASSWORD-DIFFERS",
        "tulipe marteau violon, , -2, ENROLMENT-CODE-WRONG",
        "'', , 0, ENROLMENT-FAILED"
    })
    void a_slip_keeps_nothing_and_costs_no_new_scan(String password, String again, int code, String told) {
        Person person = road.somebody(1);
        Page page = apps.enrolment(visitor, person);
        App app = apps.scanned(page, person);

        Page refused = visitor.submit(
                page,
                AppRoad.ENROL,
                Map.of("password", password, "again", again == null ? "" : again, "code", app.code(code)));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text(".notice.warn .code")).isEqualTo(told);
        assertThat(authenticators.of(person.id())).isEmpty();
        assertThat(apps.scanned(refused, person)).isEqualTo(app);
        assertThat(visitor.submit(refused, AppRoad.ENROL, right(app, 0)).has("[data-level]"))
                .isTrue();
    }

    @Test
    @Requirement("HC-PASSWORD-STRENGTH")
    void the_persons_own_names_and_numbers_are_worth_nothing() {
        Person person = road.somebody(1);
        Page page = apps.enrolment(visitor, person);
        App app = apps.scanned(page, person);

        Page refused = visitor.submit(
                page, AppRoad.ENROL, Map.of("password", "Camille!" + app.name() + "EXEMPLE9", "code", app.code(0)));

        assertThat(refused.text(".notice.warn .code")).isEqualTo("ENROLMENT-PASSWORD-WEAK");
    }

    @Test
    @Requirement("HC-TOTP-POPULATIONS")
    void whom_no_policy_names_is_offered_a_key_alone() {
        Person person = road.somebody(1);
        people.change(ExamplePerson.like(person).population("others").get());

        Page page = apps.enrolment(visitor, person);

        assertThat(page.status()).isEqualTo(404);
        assertThat(visitor.visit(road.page("/enrol/webauthn")).has("a[href=/enrol/totp]"))
                .isFalse();
    }

    @Test
    @Requirement("HC-TOTP-POPULATIONS")
    void a_policy_that_changes_meanwhile_holds_for_who_is_on_the_page() {
        Person person = road.somebody(1);
        Page page = apps.enrolment(visitor, person);
        App app = apps.scanned(page, person);
        people.change(ExamplePerson.like(person).population("others").get());

        assertThat(visitor.submit(page, AppRoad.ENROL, right(app, 0)).status()).isEqualTo(404);
        assertThat(authenticators.of(person.id())).isEmpty();
    }

    @Test
    @Requirement("HC-TOTP-LIFE")
    void a_new_phone_takes_the_place_of_the_old_one() {
        Person person = road.somebody(1);
        App old = apps.enrolled(person);

        clock.advance(Duration.ofSeconds(30));
        App fresh = apps.enrolled(person);

        assertThat(authenticators.of(person.id()))
                .extracting(Authenticator::state)
                .containsExactly(State.REVOKED, State.ACTIVE);
        String client = "app-" + UUID.randomUUID();
        road.register(client, Level.LOW);
        assertThat(apps.signIn(visitor, client, old, Map.of()).status()).isEqualTo(403);
        assertThat(apps.signIn(visitor, client, fresh, Map.of()).at().getQuery())
                .contains("code=");
    }

    @Test
    @Requirement("HC-TOTP-SECRETS")
    void neither_secret_nor_password_stands_anywhere_in_clear(CapturedOutput log) {
        Person person = road.somebody(1);
        Page page = apps.enrolment(visitor, person);
        App app = apps.scanned(page, person);
        assertNowhere(app, log);
        visitor.submit(page, AppRoad.ENROL, right(app, 0));
        String client = "app-" + UUID.randomUUID();
        road.register(client, Level.LOW);
        apps.signIn(new Visitor(), client, app, Map.of("password", AppRoad.PASSPHRASE + "!"));
        apps.signIn(visitor, client, app, Map.of("code", app.code(1)));

        assertNowhere(app, log);
    }

    private void assertNowhere(App app, CapturedOutput log) {
        String text = AppSecret.base32(app.secret());
        String[] secrets = {AppRoad.PASSPHRASE, text, app.secret().toBase64Url(), "$argon2"};
        assertThat(log.getAll()).doesNotContain(secrets);
        assertThat(jdbc.sql("select t::text from trail t").query(String.class).list())
                .noneMatch(row -> java.util.Arrays.stream(secrets).anyMatch(row::contains));
        assertThat(redis.keys("*")).allSatisfy(key -> assertThat(value(key)).doesNotContain(secrets));
        assertThat(authenticators.of(app.person().id()))
                .allSatisfy(means -> assertThat(new String(means.material().toArray(), StandardCharsets.ISO_8859_1))
                        .doesNotContain(secrets)
                        .doesNotContain(new String(app.secret().toArray(), StandardCharsets.ISO_8859_1)));
    }

    private String value(String key) {
        return switch (redis.type(key)) {
            case STRING -> String.valueOf(redis.opsForValue().get(key));
            case HASH -> redis.opsForHash().entries(key).toString();
            case SET -> String.valueOf(redis.opsForSet().members(key));
            case ZSET -> String.valueOf(redis.opsForZSet().range(key, 0, -1));
            default -> "";
        };
    }

    private static Map<String, String> right(App app, int code) {
        return Map.of("password", AppRoad.PASSPHRASE, "code", app.code(code));
    }
}
