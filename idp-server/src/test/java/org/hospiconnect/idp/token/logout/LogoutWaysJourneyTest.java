package org.hospiconnect.idp.token.logout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.client.Surroundings;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.session.LogoutNotice.State;
import org.hospiconnect.idp.session.LogoutNotices;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.idp.token.UsedCode;
import org.hospiconnect.idp.token.UsedCodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** However a session ends, its applications hear of it. */
@JourneyTest
@Import({ProviderFixture.class, LogoutStage.class})
@Timeout(60)
class LogoutWaysJourneyTest {

    private final ProviderFixture provider;
    private final LogoutStage stage;
    private final Sessions sessions;
    private final Clients clients;
    private final LogoutNotices notices;
    private final UsedCodes used;
    private final StringRedisTemplate redis;
    private final JdbcClient jdbc;
    private final MovableClock clock;

    @Autowired
    LogoutWaysJourneyTest(
            ProviderFixture provider,
            LogoutStage stage,
            Sessions sessions,
            Clients clients,
            LogoutNotices notices,
            UsedCodes used,
            StringRedisTemplate redis,
            JdbcClient jdbc,
            MovableClock clock) {
        this.provider = provider;
        this.stage = stage;
        this.sessions = sessions;
        this.clients = clients;
        this.notices = notices;
        this.used = used;
        this.redis = redis;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    @Requirement("HC-LOGOUT-EXPIRY")
    void idleness_ends_the_session_of_the_application_too() {
        try (var receiver = LogoutReceiver.saying(200)) {
            var dpi = stage.application(receiver, TokenRules.USUAL);
            var camille = provider.signIn();
            provider.tokens(camille, dpi);

            clock.advance(Duration.ofMinutes(29));
            assertThat(sessions.findByCookie(camille.opened().cookie())).isPresent();
            clock.advance(Duration.ofMinutes(20));
            Awaitility.await()
                    .until(() -> jdbc.sql("""
                            select next_at > :now from logout_notices where session = :sid
                            """)
                            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                            .param("sid", camille.sid())
                            .query(Boolean.class)
                            .single());
            assertThat(receiver.waiting()).isZero();
            clock.advance(Duration.ofMinutes(11));

            receiver.next();
            assertThat(stage.settled(camille, dpi).state()).isEqualTo(State.DELIVERED);
            assertThat(stage.acts(camille, "SESSION_ENDED", "DONE")).isEqualTo(1);
        }
    }

    @Test
    @Requirement("HC-LOGOUT-REDIS-LOST")
    void a_session_that_redis_lost_is_told_and_never_comes_back() {
        try (var receiver = LogoutReceiver.saying(200)) {
            var dpi = stage.application(receiver, TokenRules.USUAL);
            var camille = provider.signIn();
            provider.tokens(camille, dpi);

            redis.delete("hc:session:{" + camille.sid() + "}");
            clock.advance(Duration.ofMinutes(31));

            receiver.next();
            clock.reset();
            assertThat(sessions.find(camille.sid())).isEmpty();
            assertThat(jdbc.sql("select count(*) from ended_sessions where sid = :sid")
                            .param("sid", camille.sid())
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    @Requirement("HC-LOGOUT-ALL-WAYS")
    void who_leaves_the_hospital_leaves_every_application() {
        try (var receiver = LogoutReceiver.saying(200)) {
            var dpi = stage.application(receiver, TokenRules.USUAL);
            var camille = provider.signIn();
            var elsewhere = provider.signIn(camille.person(), camille.authenticator());
            provider.tokens(camille, dpi);
            provider.tokens(elsewhere, dpi);

            sessions.endAllOf(camille.person().id());

            receiver.next();
            receiver.next();
        }
    }

    @Test
    @Requirement("HC-LOGOUT-ALL-WAYS")
    void who_gets_tokens_after_the_end_hears_at_once() {
        try (var receiver = LogoutReceiver.saying(200)) {
            var dpi = stage.application(receiver, TokenRules.USUAL);
            var camille = provider.signIn();

            sessions.end(camille.sid());
            var awaited =
                    notices.awaited(camille.opened().session(), dpi.registered().id());
            assertThat(used.claim(
                            UUID.randomUUID().toString(),
                            new UsedCodes.Claim(
                                    new UsedCode("family", dpi.registered().id(), "", Optional.empty()),
                                    clock.instant(),
                                    Optional.empty(),
                                    Optional.of(awaited),
                                    "[]")))
                    .isTrue();

            receiver.next();
        }
    }

    @Test
    void an_application_without_address_any_more_is_said_to_be_untold() {
        try (var receiver = LogoutReceiver.saying(200)) {
            var dpi = stage.application(receiver, TokenRules.USUAL);
            var camille = provider.signIn();
            provider.tokens(camille, dpi);
            clients.put(ExampleApplication.like(dpi.registered())
                    .surroundings(_ -> Surroundings.NONE)
                    .get());

            sessions.end(camille.sid());

            assertThat(stage.settled(camille, dpi).state()).isEqualTo(State.FAILED);
            assertThat(receiver.waiting()).isZero();
        }
    }
}
