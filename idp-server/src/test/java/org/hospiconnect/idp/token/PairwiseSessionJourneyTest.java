package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.client.TokenRules;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.token.logout.LogoutReceiver;
import org.hospiconnect.idp.token.logout.LogoutStage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code sid} of a pairwise application: a name of its sector, understood wherever it comes back. */
@JourneyTest
@Requirement("OIDCC-8.1-SID")
@Import({ProviderFixture.class, LogoutStage.class})
class PairwiseSessionJourneyTest {

    private final ProviderFixture provider;
    private final LogoutStage stage;
    private final Sessions sessions;
    private final JdbcClient jdbc;

    @Autowired
    PairwiseSessionJourneyTest(ProviderFixture provider, LogoutStage stage, Sessions sessions, JdbcClient jdbc) {
        this.provider = provider;
        this.stage = stage;
        this.sessions = sessions;
        this.jdbc = jdbc;
    }

    @Test
    void two_sectors_cannot_tell_that_it_is_one_session_and_one_sector_can() throws Exception {
        try (var receiver = LogoutReceiver.saying(200)) {
            var camille = provider.signIn();
            var one = provider.tokens(camille, pairwise(receiver, "one.example"));
            var same = provider.tokens(camille, pairwise(receiver, "one.example"));
            var other = provider.tokens(camille, pairwise(receiver, "other.example"));

            String sid = sid(one.text("id_token"));
            assertThat(sid).hasSize(43).isEqualTo(sid(one.text("access_token")));
            assertThat(sid(same.text("id_token"))).isEqualTo(sid);
            assertThat(sid(other.text("id_token"))).isNotEqualTo(sid);
            assertThat(List.of(one.body(), other.body()))
                    .allSatisfy(body -> assertThat(body).doesNotContain(camille.sid()));
        }
    }

    @Test
    void its_tokens_are_as_good_as_any() throws Exception {
        try (var receiver = LogoutReceiver.saying(200)) {
            var dpi = pairwise(receiver, "one.example");
            var camille = provider.signIn();
            var tokens = provider.tokens(camille, dpi);
            String access = tokens.text("access_token");

            var told = dpi.post("/oauth2/introspect", Map.of("token", access));
            assertThat(told.json()).containsEntry("active", true).containsEntry("sid", sid(access));
            assertThat(dpi.userInfo(access).status()).isEqualTo(200);
            var refreshed = dpi.refresh(tokens.text("refresh_token"));
            assertThat(sid(refreshed.text("id_token"))).isEqualTo(sid(access));

            dpi.post("/oauth2/revoke", Map.of("token", access));
            assertThat(dpi.isActive(access)).isFalse();
            assertThat(stage.acts(camille, "TOKEN_REVOKED", "DONE")).isEqualTo(1);
            assertThat(persons(camille.sid()))
                    .containsOnly(camille.person().id().toString());
        }
    }

    @Test
    void its_hint_ends_the_session_unasked_and_it_hears_so_by_its_own_name() throws Exception {
        try (var receiver = LogoutReceiver.saying(200)) {
            var dpi = pairwise(receiver, "one.example");
            var camille = provider.signIn();
            var tokens = provider.tokens(camille, dpi);

            stage.leave(dpi, camille, tokens);

            assertThat(sessions.find(camille.sid())).isEmpty();
            assertThat(sid(receiver.next().token())).isEqualTo(sid(tokens.text("id_token")));
            assertThat(dpi.isActive(tokens.text("access_token"))).isFalse();
        }
    }

    @Test
    void the_hint_of_another_session_does_not() throws Exception {
        try (var receiver = LogoutReceiver.saying(200)) {
            var dpi = pairwise(receiver, "one.example");
            var camille = provider.signIn();
            var elsewhere = provider.signIn(camille.person(), camille.authenticator());

            stage.leave(dpi, camille, provider.tokens(elsewhere, dpi));

            assertThat(sessions.find(camille.sid())).isPresent();
            assertThat(sessions.find(elsewhere.sid())).isPresent();
        }
    }

    private Application pairwise(LogoutReceiver receiver, String sector) {
        return stage.application(
                receiver,
                new TokenRules(
                        TokenRules.Binding.NONE,
                        false,
                        false,
                        TokenRules.SubjectType.PAIRWISE,
                        Optional.of(sector),
                        Optional.empty(),
                        Set.of(),
                        Map.of()));
    }

    private List<String> persons(String sid) {
        return jdbc.sql("select distinct person from trail where session = :sid and person is not null")
                .param("sid", sid)
                .query(String.class)
                .list();
    }

    private static String sid(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("sid");
    }
}
