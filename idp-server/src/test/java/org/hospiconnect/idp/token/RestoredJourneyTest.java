package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.session.AllSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PostgreSQL came back as it was some time ago, and the operator ended all sessions, as docs/how-to/save-and-restore.md says. */
@JourneyTest
@Import(ProviderFixture.class)
@Requirement("HC-RESTORED")
class RestoredJourneyTest {

    private final ProviderFixture provider;
    private final AllSessions all;
    private final MovableClock clock;
    private final JdbcClient jdbc;

    @Autowired
    RestoredJourneyTest(ProviderFixture provider, AllSessions all, MovableClock clock, JdbcClient jdbc) {
        this.provider = provider;
        this.all = all;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    void a_refresh_token_that_had_been_replaced_does_not_count_again() {
        var dpi = provider.application();
        var camille = provider.signIn();
        String first = provider.tokens(camille, dpi).text("refresh_token");
        byte[] kept = current(dpi);
        var second = dpi.refresh(first);
        restore(dpi, kept);

        all.end("os:test");

        assertThat(dpi.refresh(first).text("error_description")).isEqualTo("The session has ended");
        assertThat(dpi.refresh(second.text("refresh_token")).status()).isEqualTo(400);
        assertThat(dpi.isActive(second.text("access_token"))).isFalse();
        assertThat(dpi.userInfo(second.text("access_token")).status()).isEqualTo(401);
    }

    /** What makes the operator's command needed. */
    @Test
    void without_it_the_restored_row_would_say_that_the_token_is_good() {
        var dpi = provider.application();
        String first = provider.tokens(provider.signIn(), dpi).text("refresh_token");
        byte[] kept = current(dpi);
        dpi.refresh(first);
        clock.advance(RefreshFamily.GRACE.plus(Duration.ofSeconds(1)));
        restore(dpi, kept);

        assertThat(dpi.refresh(first).status()).isEqualTo(200);
    }

    @Test
    void codes_and_browsers_of_before_open_nothing_and_who_signs_in_again_goes_on() {
        var dpi = provider.application();
        var camille = provider.signIn();
        String code = provider.code(camille, dpi);

        all.end("os:test");
        clock.advance(Duration.ofSeconds(1));

        assertThat(dpi.redeem(code).text("error")).isEqualTo("invalid_grant");
        var silent = Map.of("prompt", "none");
        assertThat(dpi.authorize(camille, with(dpi, silent)).redirect()).containsEntry("error", "login_required");
        var again = provider.signIn(camille.person(), camille.authenticator());
        assertThat(provider.tokens(again, dpi).status()).isEqualTo(200);
    }

    private static Map<String, String> with(Application dpi, Map<String, String> more) {
        Map<String, String> request = dpi.request();
        request.putAll(more);
        return request;
    }

    private byte[] current(Application dpi) {
        return jdbc.sql("select token_hash from refresh_families where client = :client")
                .param("client", dpi.registered().id())
                .query((row, _) -> row.getBytes(1))
                .single();
    }

    private void restore(Application dpi, byte[] current) {
        jdbc.sql("""
                        update refresh_families set token_hash = :current, previous_hash = null, replaced_at = null, rotations = 0
                        where client = :client
                        """)
                .param("current", current)
                .param("client", dpi.registered().id())
                .update();
    }
}
