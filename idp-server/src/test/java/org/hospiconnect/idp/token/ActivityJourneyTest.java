package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.token.ProviderFixture.SignedIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** An application says that a person is there. */
@JourneyTest
@Import(ProviderFixture.class)
class ActivityJourneyTest {

    private static final Duration IDLE = Duration.ofMinutes(30);

    private final ProviderFixture provider;
    private final Clients clients;
    private final Sessions sessions;
    private final StringRedisTemplate redis;
    private final JdbcClient jdbc;
    private final MovableClock clock;
    private Application dpi;
    private SignedIn camille;
    private Application.Answer tokens;

    @Autowired
    ActivityJourneyTest(
            ProviderFixture provider,
            Clients clients,
            Sessions sessions,
            StringRedisTemplate redis,
            JdbcClient jdbc,
            MovableClock clock) {
        this.provider = provider;
        this.clients = clients;
        this.sessions = sessions;
        this.redis = redis;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void somebodyAtTheDpi() {
        dpi = provider.application();
        camille = provider.signIn();
        tokens = provider.tokens(camille, dpi);
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    private Application.Answer report(Application by, String sid) {
        return by.post("/session/activity", Map.of("sid", sid));
    }

    /** Redis counts with a time of its own. */
    private void aMinuteLater() {
        redis.delete(redis.keys("hc:throttle:{activity:*"));
    }

    @Test
    @Requirement("HC-ACTIVITY")
    void whoever_works_in_the_application_is_not_signed_out_before_the_session_is_over() {
        Instant opened = camille.opened().session().openedAt();
        for (int minutes = 25; minutes < 240; minutes += 25) {
            clock.advance(Duration.ofMinutes(25));
            var answer = report(dpi, camille.sid());
            aMinuteLater();

            assertThat(answer.status())
                    .as("minute %s: %s", minutes, answer.body())
                    .isEqualTo(200);
            Instant end = opened.plus(Duration.ofHours(4));
            Instant idle = clock.instant().plus(IDLE);
            assertThat(seconds(answer, "session_expires_at")).isEqualTo(end.getEpochSecond());
            assertThat(seconds(answer, "idle_expires_at"))
                    .isCloseTo((idle.isBefore(end) ? idle : end).getEpochSecond(), within());
        }
        clock.advance(Duration.ofMinutes(15));

        assertRefused(report(dpi, camille.sid()), "The session has ended");
        assertThat(dpi.isActive(tokens.text("access_token"))).isFalse();
    }

    private static Offset<Long> within() {
        return Offset.offset(2L);
    }

    private static long seconds(Application.Answer answer, String member) {
        return Long.parseLong(answer.text(member));
    }

    /** A page that nobody touches refreshes by itself. */
    @Test
    @Requirement({"HC-ACTIVITY", "RIE-PS-13-IDLE"})
    void refreshing_asking_and_polling_keep_nothing_alive() {
        clock.advance(Duration.ofMinutes(20));
        var refreshed = dpi.refresh(tokens.text("refresh_token"));
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(dpi.isActive(refreshed.text("access_token"))).isTrue();
        assertThat(dpi.userInfo(refreshed.text("access_token")).status()).isEqualTo(200);
        var silent = dpi.request();
        silent.put("prompt", "none");
        assertThat(dpi.authorize(camille, silent).redirect()).containsKey("code");

        clock.advance(Duration.ofMinutes(10));

        assertThat(dpi.refresh(refreshed.text("refresh_token")).status()).isEqualTo(400);
        assertRefused(report(dpi, camille.sid()), "The session has ended");
    }

    @Test
    @Requirement("HC-ACTIVITY-FORGED")
    void an_application_that_did_not_sign_in_to_the_session_keeps_it_from_nothing() {
        var other = provider.application();
        clock.advance(Duration.ofMinutes(20));

        assertRefused(report(other, camille.sid()), "The session has ended, or this client did not sign in to it");
        assertRefused(report(other, "A".repeat(22)), "The session has ended, or this client did not sign in to it");
        clock.advance(Duration.ofMinutes(10));

        assertThat(sessions.find(camille.sid())).isEmpty();
        assertThat(jdbc.sql("select reason from trail where client = ? and outcome = 'REFUSED'")
                        .param(other.registered().id())
                        .query(String.class)
                        .list())
                .as("once a minute: names that are tried out fill no trail")
                .containsExactly("SESSION_OF_ANOTHER_CLIENT");
    }

    /** It knows sessions by names of its sector's own; that of another sector is none. */
    @Test
    @Requirement("HC-ACTIVITY-FORGED")
    void a_pairwise_application_names_the_session_as_it_knows_it() {
        var laboratory = pairwise();
        String sid = laboratory.text(provider.tokens(camille, laboratory.application()));

        assertRefused(report(laboratory.application(), camille.sid()), "did not sign in to it");
        assertThat(report(laboratory.application(), sid).status()).isEqualTo(200);
        assertRefused(report(dpi, sid), "did not sign in to it");
    }

    private record Laboratory(Application application) {

        String text(Application.Answer tokens) {
            byte[] payload =
                    Base64.getUrlDecoder().decode(tokens.text("id_token").split("\\.", 3)[1]);
            return JsonMapper.shared().readTree(payload).get("sid").asString();
        }
    }

    private Laboratory pairwise() {
        var plain = provider.application();
        var rules = new TokenRules(
                TokenRules.Binding.NONE,
                false,
                false,
                TokenRules.SubjectType.PAIRWISE,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Map.of());
        var registered =
                ExampleApplication.like(plain.registered()).tokens(rules).get();
        clients.put(registered);
        return new Laboratory(new Application(plain.issuer(), registered, plain.secret()));
    }

    @Test
    @Requirement("HC-ACTIVITY")
    void more_than_once_a_minute_is_too_often_and_says_when_again() {
        assertThat(report(dpi, camille.sid()).status()).isEqualTo(200);

        var again = report(dpi, camille.sid());

        assertThat(again.status()).isEqualTo(429);
        assertThat(again.text("error")).isEqualTo("slow_down");
        assertThat(again.headers().firstValue("Retry-After")).contains("60");
    }

    @Test
    @Requirement("HC-ACTIVITY-FORGED")
    void what_no_longer_stands_is_kept_alive_by_nobody() {
        sessions.end(camille.sid());

        assertRefused(report(dpi, camille.sid()), "The session has ended");
        aMinuteLater();
        assertThat(sessions.find(camille.sid())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "sid=", "sid=a&sid=b", "sid=%00", "sid=a%0Ab"})
    void a_report_that_cannot_be_read_says_so(String form) {
        String basic = ProvingApplication.basic(dpi.registered().id() + ":" + dpi.secret());

        var answer = dpi.post("/session/activity", form, "Authorization", basic);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_request");
    }

    private static void assertRefused(Application.Answer answer, String told) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_grant");
        assertThat(answer.text("error_description")).contains(told);
    }
}
