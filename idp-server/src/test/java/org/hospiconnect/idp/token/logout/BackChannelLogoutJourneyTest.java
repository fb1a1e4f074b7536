package org.hospiconnect.idp.token.logout;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.session.LogoutNotice;
import org.hospiconnect.idp.session.LogoutNotice.State;
import org.hospiconnect.idp.session.LogoutNotices;
import org.hospiconnect.idp.token.Application;
import org.hospiconnect.idp.token.ProviderFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** From the end of a session to the applications that hear of it (OpenID Connect Back-Channel Logout 1.0). */
@JourneyTest
@Import({ProviderFixture.class, LogoutStage.class})
@Timeout(60)
class BackChannelLogoutJourneyTest {

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final ProviderFixture provider;
    private final LogoutStage stage;
    private final LogoutNotices notices;
    private final MovableClock clock;

    @Autowired
    BackChannelLogoutJourneyTest(
            ProviderFixture provider, LogoutStage stage, LogoutNotices notices, MovableClock clock) {
        this.provider = provider;
        this.stage = stage;
        this.notices = notices;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    @Requirement({"OIDCBCL-2.4", "OIDCBCL-2.5", "OIDCBCL-2.8"})
    void the_application_hears_in_its_own_words_who_and_which_session() throws Exception {
        try (var receiver = LogoutReceiver.saying(200)) {
            var dpi = stage.application(receiver, TokenRules.USUAL);
            var camille = provider.signIn();
            var tokens = provider.tokens(camille, dpi);

            stage.leave(dpi, camille, tokens);
            var call = receiver.next();
            var token = SignedJWT.parse(call.token());

            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.contentType()).isEqualTo("application/x-www-form-urlencoded");
            assertThat(token.getHeader().getType()).isEqualTo(LogoutTokens.TYPE);
            assertThat(stage.isSigned(dpi, token)).isTrue();
            assertThat(stage.settled(camille, dpi).state()).isEqualTo(State.DELIVERED);
            assertThat(stage.acts(camille, "LOGOUT_TOLD", "DONE")).isEqualTo(1);
            assertClaims(token.getJWTClaimsSet(), dpi, camille);
        }
    }

    private static void assertClaims(JWTClaimsSet claims, Application dpi, ProviderFixture.SignedIn camille)
            throws Exception {
        assertThat(claims.getIssuer()).isEqualTo(dpi.issuer());
        assertThat(claims.getAudience()).containsExactly(dpi.registered().id());
        assertThat(claims.getSubject()).isEqualTo(camille.person().id().toString());
        assertThat(claims.getStringClaim("sid")).isEqualTo(camille.sid());
        assertThat(claims.getJSONObjectClaim("events")).isEqualTo(Map.of(EVENT, Map.of()));
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(claims.getClaims())
                // no nonce
                .containsOnlyKeys("iss", "sub", "aud", "iat", "exp", "jti", "sid", "events");
    }

    @Test
    @Requirement("OIDCBCL-2.4-SUB")
    void a_pairwise_application_hears_the_name_that_its_tokens_have() throws Exception {
        try (var receiver = LogoutReceiver.saying(204)) {
            var rules = new TokenRules(
                    TokenRules.Binding.NONE,
                    false,
                    false,
                    TokenRules.SubjectType.PAIRWISE,
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Map.of());
            var dpi = stage.application(receiver, rules);
            var camille = provider.signIn();
            var tokens = provider.tokens(camille, dpi);
            String known =
                    SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet().getSubject();

            stage.leave(dpi, camille, tokens);

            assertThat(known).isNotEqualTo(camille.person().id().toString());
            assertThat(SignedJWT.parse(receiver.next().token())
                            .getJWTClaimsSet()
                            .getSubject())
                    .isEqualTo(known);
            assertThat(stage.settled(camille, dpi).state()).isEqualTo(State.DELIVERED);
        }
    }

    @Test
    @Requirement({"OIDCBCL-2.3", "HC-LOGOUT-PARALLEL"})
    void every_application_of_the_session_hears_and_a_silent_one_holds_up_nobody() {
        try (var silent = LogoutReceiver.silent();
                var first = LogoutReceiver.saying(200);
                var second = LogoutReceiver.saying(200);
                var stranger = LogoutReceiver.saying(200)) {
            var mute = stage.application(silent, TokenRules.USUAL);
            var dpi = stage.application(first, TokenRules.USUAL);
            var pacs = stage.application(second, TokenRules.USUAL);
            var other = stage.application(stranger, TokenRules.USUAL);
            var camille = provider.signIn();
            var elsewhere = provider.signIn(camille.person(), camille.authenticator());
            provider.tokens(camille, mute);
            provider.tokens(camille, dpi);
            provider.tokens(elsewhere, other);
            var tokens = provider.tokens(camille, pacs);

            stage.leave(pacs, camille, tokens);

            silent.next();
            first.next();
            second.next();
            assertThat(stage.settled(camille, dpi).state()).isEqualTo(State.DELIVERED);
            assertThat(notices.latest(Optional.of(mute.registered().id()), 5))
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.state()).isEqualTo(State.DUE));
            // another session of the same person goes on
            assertThat(stranger.waiting()).isZero();
            assertThat(notices.latest(Optional.of(other.registered().id()), 5)).isEmpty();
        }
    }

    @Test
    @Requirement("HC-LOGOUT-RETRY")
    void a_failing_application_is_tried_again_with_a_fresh_token() throws Exception {
        try (var receiver = LogoutReceiver.saying(500)) {
            var dpi = stage.application(receiver, TokenRules.USUAL);
            var camille = provider.signIn();
            stage.leave(dpi, camille, provider.tokens(camille, dpi));
            String first = receiver.next().token();
            stage.awaitStatus(dpi, 500);

            receiver.says(200);
            clock.advance(Duration.ofSeconds(2));
            String second = receiver.next().token();

            assertThat(SignedJWT.parse(second).getJWTClaimsSet().getJWTID())
                    .isNotEqualTo(SignedJWT.parse(first).getJWTClaimsSet().getJWTID());
            LogoutNotice notice = stage.settled(camille, dpi);
            assertThat(notice.state()).isEqualTo(State.DELIVERED);
            assertThat(notice.tries()).isEqualTo(2);
        }
    }

    @Test
    @Requirement({"OIDCBCL-2.8-REFUSED", "HC-LOGOUT-RETRY"})
    void an_application_that_says_no_three_times_is_left_alone_and_it_is_traced() {
        try (var receiver = LogoutReceiver.saying(400)) {
            var dpi = stage.application(receiver, TokenRules.USUAL);
            var camille = provider.signIn();
            stage.leave(dpi, camille, provider.tokens(camille, dpi));
            receiver.next();
            stage.awaitStatus(dpi, 400);
            clock.advance(Duration.ofSeconds(2));
            receiver.next();
            Awaitility.await()
                    .until(() -> stage.latest(dpi).at().isBefore(clock.instant().plusSeconds(7)));
            clock.advance(Duration.ofSeconds(6));
            receiver.next();

            LogoutNotice notice = stage.settled(camille, dpi);
            assertThat(notice.state()).isEqualTo(State.REFUSED);
            assertThat(notice.lastStatus()).contains(400);
            assertThat(stage.acts(camille, "LOGOUT_NOT_TOLD", "REFUSED")).isEqualTo(1);
        }
    }
}
