package org.hospiconnect.idp.authenticator.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.audit.WrittenCounts;
import org.hospiconnect.idp.authenticator.totp.AppRoad.App;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signing in with a name, a password and a code, right and wrong. */
@TotpJourney
class TotpSignInJourneyTest {

    private static final Map<String, String> RIGHT = Map.of();

    private final AppRoad apps;
    private final SignInRoad road;
    private final JdbcClient jdbc;
    private final StringRedisTemplate redis;
    private final WrittenCounts counts;
    private final MovableClock clock;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor visitor = new Visitor();

    @Autowired
    TotpSignInJourneyTest(
            AppRoad apps,
            SignInRoad road,
            JdbcClient jdbc,
            StringRedisTemplate redis,
            WrittenCounts counts,
            MovableClock clock) {
        this.apps = apps;
        this.road = road;
        this.jdbc = jdbc;
        this.redis = redis;
        this.counts = counts;
        this.clock = clock;
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

    /** What somebody types who should not come in, and what the trail calls it. */
    enum WrongAnswer {
        NAME_UNKNOWN,
        PASSWORD_WRONG,
        CODE_WRONG,
        CODE_USED;

        Map<String, String> typed(App app) {
            return switch (this) {
                case NAME_UNKNOWN -> Map.of("name", "M-nobody");
                case PASSWORD_WRONG -> Map.of("password", AppRoad.PASSPHRASE.toUpperCase(java.util.Locale.ROOT));
                case CODE_WRONG -> Map.of("code", app.code(-2));
                // that of the enrolment
                case CODE_USED -> Map.of("code", app.code(-1));
            };
        }
    }

    @Test
    @Requirement({"HC-TOTP-SIGN-IN", "RFC8176-2-OTP"})
    void a_name_a_password_and_a_code_sign_in_and_the_trail_says_how() {
        App app = apps.enrolled(road.somebody(1));

        Page arrived = apps.signIn(visitor, client, app, RIGHT);

        assertThat(arrived.at().getQuery()).contains("code=");
        assertThat(jdbc.sql("select details::text from trail where act = 'SIGN_IN_ACCEPTED' and person = :person")
                        .param("person", app.person().id().toString())
                        .query(String.class)
                        .single())
                .contains("\"totp\"", "pwd otp mfa", "LOW");
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"HC-TOTP-ONE-ANSWER", "RFC6238-5.2"})
    void what_was_wrong_is_told_to_the_trail_and_not_to_the_person(WrongAnswer wrong) {
        App app = apps.enrolled(road.somebody(1));

        Page refused = apps.signIn(visitor, client, app, wrong.typed(app));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text(".notice.warn strong"))
                .isEqualTo(
                        "Le matricule (ou numéro RPPS), le mot de passe ou le code ne convient pas. Attendez le code suivant, puis réessayez.");
        assertThat(refused.text(".notice.warn .code")).isEqualTo("SIGNIN-TYPED");
        assertThat(refused.element("#password").val()).isEmpty();
        assertThat(reason(refused)).isEqualTo(wrong.name());
    }

    @Test
    @Requirement("HC-TOTP-ONE-ANSWER")
    void the_code_of_somebody_else_is_a_wrong_one() {
        App one = apps.enrolled(road.somebody(1));
        App other = apps.enrolled(road.somebody(1));

        assertThat(reason(apps.signIn(visitor, client, one, Map.of("code", other.code(0)))))
                .isEqualTo("CODE_WRONG");
    }

    @Test
    @Requirement("HC-TOTP-ONE-ANSWER")
    void who_has_only_a_key_is_nobody_here() {
        Person person = road.somebody(1);
        road.enrolledKey(person, true);
        App app = apps.enrolled(road.somebody(1));
        String name = new App(person, app.secret(), clock).name();

        assertThat(reason(apps.signIn(visitor, client, app, Map.of("name", name))))
                .isEqualTo("NAME_UNKNOWN");
    }

    @Test
    @Requirement("HC-TOTP-WINDOW")
    void a_clock_that_is_a_step_off_is_forgiven_and_time_does_not_go_back() {
        App app = apps.enrolled(road.somebody(1));
        String next = app.code(1);
        String now = app.code(0);

        assertThat(apps.signIn(visitor, client, app, Map.of("code", next)).at().getQuery())
                .contains("code=");
        assertThat(reason(apps.signIn(new Visitor(), client, app, Map.of("code", now))))
                .isEqualTo("CODE_USED");
    }

    @Test
    @Requirement("RFC6238-5.2")
    void of_answers_at_once_with_one_code_one_comes_in() throws Exception {
        App app = apps.enrolled(road.somebody(1));
        String code = app.code(0);
        var pages = IntStream.range(0, 3).mapToObj(_ -> new Visitor()).toList();
        var asked = pages.stream().map(each -> apps.signInPage(each, client)).toList();

        var answers = new ArrayList<Page>();
        try (var browsers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Page>> tries = IntStream.range(0, pages.size())
                    .<Callable<Page>>mapToObj(i -> () -> pages.get(i)
                            .submit(
                                    asked.get(i),
                                    AppRoad.SIGN_IN,
                                    Map.of("name", app.name(), "password", AppRoad.PASSPHRASE, "code", code)))
                    .toList();
            for (var answer : browsers.invokeAll(tries)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers)
                .filteredOn(page -> page.at().getPath().equals("/left"))
                .hasSize(1);
        assertThat(answers).filteredOn(page -> page.status() == 403).hasSize(2);
    }

    @Test
    @Requirement("HC-PASSWORD-GUESSES")
    void after_five_wrong_answers_a_right_one_waits_and_nobody_else_does() {
        App app = apps.enrolled(road.somebody(1));
        App other = apps.enrolled(road.somebody(1));
        for (int i = 0; i < 5; i++) {
            assertThat(apps.signIn(new Visitor(), client, app, WrongAnswer.PASSWORD_WRONG.typed(app))
                            .status())
                    .isEqualTo(403);
        }

        Page refused = apps.signIn(visitor, client, app, RIGHT);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text(".notice.warn strong")).startsWith("Trop d’essais. Attendez quelques minutes");
        assertThat(apps.signIn(new Visitor(), client, other, RIGHT).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(61));
        assertThat(apps.signIn(visitor, client, app, RIGHT).at().getQuery()).contains("code=");
        assertThat(apps.guessed(app)).isZero();
    }

    /** Otherwise whoever guesses gets four more tries each time the holder comes in. */
    @Test
    @Requirement("HC-PASSWORD-GUESSES")
    void a_right_answer_ends_the_wait_and_not_the_day() {
        App app = apps.enrolled(road.somebody(1));
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 4; i++) {
                apps.signIn(new Visitor(), client, app, WrongAnswer.PASSWORD_WRONG.typed(app));
            }
            clock.advance(Duration.ofMinutes(1));
            int status = apps.signIn(new Visitor(), client, app, RIGHT).status();
            assertThat(status).isEqualTo(round < 4 ? 200 : 429);
        }

        clock.advance(Duration.ofHours(23));
        assertThat(apps.signIn(new Visitor(), client, app, RIGHT).status()).isEqualTo(429);
        clock.advance(Duration.ofHours(1));
        assertThat(apps.signIn(new Visitor(), client, app, RIGHT).status()).isEqualTo(200);
    }

    @Test
    @Requirement("HC-PASSWORD-GUESSES")
    void a_right_password_with_a_code_that_was_used_is_no_guess() {
        App app = apps.enrolled(road.somebody(1));
        for (int i = 0; i < 21; i++) {
            String used = app.code(0);
            assertThat(apps.signIn(new Visitor(), client, app, RIGHT).status())
                    .as("day of " + i)
                    .isEqualTo(200);
            assertThat(reason(apps.signIn(new Visitor(), client, app, Map.of("code", used))))
                    .isEqualTo("CODE_USED");
            clock.advance(Duration.ofMinutes(2));
        }
    }

    @Test
    @Requirement("HC-PASSWORD-GUESSES")
    void a_name_that_nobody_has_waits_as_one_that_somebody_has() {
        App app = apps.enrolled(road.somebody(1));
        var nobody = WrongAnswer.NAME_UNKNOWN.typed(app);
        for (int i = 0; i < 5; i++) {
            apps.signIn(new Visitor(), client, app, nobody);
        }

        assertThat(apps.signIn(visitor, client, app, nobody).status()).isEqualTo(429);
    }

    @Test
    @Requirement("HC-TOTP-SIGN-IN")
    void an_application_that_asks_for_more_than_an_app_gives_is_not_opened() {
        String strict = "app-" + UUID.randomUUID();
        road.register(strict, Level.SUBSTANTIAL);
        App app = apps.enrolled(road.somebody(1));

        Page page = apps.signIn(visitor, strict, app, RIGHT);

        assertThat(page.at().getPath()).isEqualTo("/signin");
        assertThat(page.text("h1")).isEqualTo("Votre moyen de connexion ne suffit pas ici");
    }

    private String reason(Page refused) {
        return counts.sql("select reason from refusal_counts where last_reference = :reference")
                .param("reference", refused.text(".notice.warn .reference"))
                .query(String.class)
                .single();
    }
}
