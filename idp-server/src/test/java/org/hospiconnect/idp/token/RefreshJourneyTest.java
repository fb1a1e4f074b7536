package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.session.Sessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Refresh tokens: one line of them, each good once, never beyond the session. */
@JourneyTest
@Import(ProviderFixture.class)
class RefreshJourneyTest {

    private final ProviderFixture provider;
    private final Sessions sessions;
    private final RefreshFamilies families;
    private final RefreshTokens refreshTokens;
    private final MovableClock clock;

    @Autowired
    RefreshJourneyTest(
            ProviderFixture provider,
            Sessions sessions,
            RefreshFamilies families,
            RefreshTokens refreshTokens,
            MovableClock clock) {
        this.provider = provider;
        this.families = families;
        this.refreshTokens = refreshTokens;
        this.sessions = sessions;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    @Requirement("RFC6749-6")
    void a_refresh_token_is_replaced_at_each_use() {
        var dpi = provider.application();
        var first = provider.tokens(provider.signIn(), dpi);

        var second = dpi.refresh(first.text("refresh_token"));
        var third = dpi.refresh(second.text("refresh_token"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(third.status()).isEqualTo(200);
        assertThat(third.text("refresh_token")).isNotEqualTo(second.text("refresh_token"));
        assertThat(dpi.userInfo(third.text("access_token")).status()).isEqualTo(200);
    }

    @Test
    @Requirement("RFC9700-4.14.2")
    void the_use_of_an_old_token_ends_its_family() {
        var dpi = provider.application();
        var first = provider.tokens(provider.signIn(), dpi);
        var second = dpi.refresh(first.text("refresh_token"));
        clock.advance(Duration.ofSeconds(2));

        var stolen = dpi.refresh(first.text("refresh_token"));

        assertThat(stolen.text("error")).isEqualTo("invalid_grant");
        assertThat(dpi.refresh(second.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(dpi.isActive(second.text("access_token"))).isFalse();
    }

    @Test
    @Requirement("HC-REFRESH-RACE")
    void parallel_uses_of_one_token_hear_one_successor() throws Exception {
        var dpi = provider.application();
        String token = provider.tokens(provider.signIn(), dpi).text("refresh_token");

        Set<String> successors;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> refresh = () -> dpi.refresh(token).text("refresh_token");
            successors = threads.invokeAll(Collections.nCopies(20, refresh)).stream()
                    .map(Future::resultNow)
                    .collect(Collectors.toSet());
        }

        assertThat(successors).hasSize(1).doesNotContain(token, "");
        assertThat(rotations(token)).isOne();
        assertThat(dpi.refresh(successors.iterator().next()).status()).isEqualTo(200);
    }

    @Test
    @Requirement("HC-REFRESH-RACE")
    void a_race_that_begins_too_late_ends_the_family() throws Exception {
        var dpi = provider.application();
        String token = provider.tokens(provider.signIn(), dpi).text("refresh_token");
        var next = dpi.refresh(token);
        clock.advance(RefreshFamily.GRACE);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> late = () -> dpi.refresh(token).status();
            assertThat(threads.invokeAll(Collections.nCopies(20, late)))
                    .extracting(Future::resultNow)
                    .containsOnly(400);
        }

        assertThat(dpi.refresh(next.text("refresh_token")).status()).isEqualTo(400);
        assertThat(dpi.isActive(next.text("access_token"))).isFalse();
    }

    @Test
    @Requirement("HC-REFRESH-GRACE")
    void within_two_seconds_the_predecessor_gives_the_same_successor_to_the_same_client_only() {
        var dpi = provider.application();
        var pacs = provider.application();
        String token = provider.tokens(provider.signIn(), dpi).text("refresh_token");
        String successor = dpi.refresh(token).text("refresh_token");
        clock.advance(RefreshFamily.GRACE.minusMillis(500));

        var again = dpi.refresh(token);
        var other = pacs.refresh(token);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("refresh_token")).isEqualTo(successor);
        assertThat(other.status()).isEqualTo(400);
        assertThat(dpi.refresh(successor).status()).isEqualTo(200);
    }

    @Test
    @Requirement("HC-REFRESH-GRACE")
    void the_token_before_the_predecessor_ends_the_family_at_once() {
        var dpi = provider.application();
        String first = provider.tokens(provider.signIn(), dpi).text("refresh_token");
        String second = dpi.refresh(first).text("refresh_token");
        String third = dpi.refresh(second).text("refresh_token");

        assertThat(dpi.refresh(first).status()).isEqualTo(400);
        assertThat(dpi.refresh(third).status()).isEqualTo(400);
    }

    @Test
    @Requirement("HC-REFRESH-GRACE")
    void the_two_seconds_bring_no_ended_family_back() {
        var dpi = provider.application();
        String first = provider.tokens(provider.signIn(), dpi).text("refresh_token");
        String second = dpi.refresh(first).text("refresh_token");

        dpi.post("/oauth2/revoke", Map.of("token", second));

        assertThat(dpi.refresh(first).status()).isEqualTo(400);
    }

    private long rotations(String token) {
        return families.find(refreshTokens.familyOf(token).orElseThrow())
                .orElseThrow()
                .rotations();
    }

    @Test
    @Requirement("RFC6749-6-SCOPE")
    void scopes_can_be_fewer_and_never_more() {
        var dpi = provider.application();
        var first = provider.tokens(provider.signIn(), dpi);

        var fewer = dpi.post(
                "/oauth2/token",
                Map.of("grant_type", "refresh_token", "refresh_token", first.text("refresh_token"), "scope", "openid"));
        var more = dpi.post(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        fewer.text("refresh_token"),
                        "scope",
                        "openid admin"));

        assertThat(fewer.text("scope")).isEqualTo("openid");
        assertThat(dpi.userInfo(fewer.text("access_token")).json()).doesNotContainKey("family_name");
        assertThat(more.text("error")).isEqualTo("invalid_scope");
        assertThat(dpi.refresh(fewer.text("refresh_token")).text("scope").split(" "))
                .containsExactlyInAnyOrder("openid", "profile", "rpps", "work_situation");
    }

    @Test
    @Requirement("RFC6749-10.4")
    void a_refresh_token_is_bound_to_its_client() {
        var dpi = provider.application();
        var pacs = provider.application();
        String token = provider.tokens(provider.signIn(), dpi).text("refresh_token");

        assertThat(pacs.refresh(token).text("error")).isEqualTo("invalid_grant");
        assertThat(dpi.refresh(token).status()).isEqualTo(200);
    }

    @Test
    @Requirement("HC-TOKEN-WITHIN-SESSION")
    void nothing_outlives_the_session() {
        var dpi = provider.application();
        var camille = provider.signIn();
        String token = provider.tokens(camille, dpi).text("refresh_token");
        for (int minutes = 0; minutes < 238; minutes += 17) {
            clock.advance(Duration.ofMinutes(17));
            sessions.findByCookie(camille.opened().cookie());
        }

        var late = dpi.refresh(token);
        clock.advance(Duration.ofMinutes(2));

        assertThat(late.status()).isEqualTo(200);
        assertThat((Integer) late.json().get("expires_in"))
                .as("two minutes before the end of the session")
                .isBetween(60, 120);
        assertThat(dpi.refresh(late.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(dpi.isActive(late.text("access_token"))).isFalse();
        assertThat(dpi.userInfo(late.text("access_token")).status()).isEqualTo(401);
    }

    @Test
    void an_access_token_has_five_minutes() {
        var dpi = provider.application();
        var tokens = provider.tokens(provider.signIn(), dpi);

        clock.advance(Duration.ofSeconds(299));
        assertThat(dpi.isActive(tokens.text("access_token"))).isTrue();
        clock.advance(Duration.ofSeconds(1));

        assertThat(dpi.isActive(tokens.text("access_token"))).isFalse();
        assertThat(dpi.isActive(tokens.text("refresh_token"))).isTrue();
    }
}
