package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.hospiconnect.idp.BreakableStores;
import org.hospiconnect.idp.FreePort;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.TestStores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** A store goes away and comes back: nothing is granted meanwhile, everything works after, without a restart. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {"management.server.port=0", "spring.main.banner-mode=off"})
@ContextConfiguration(initializers = {TestStores.class, FreePort.class, BreakableStores.class})
@Import({MovableClock.class, ProviderFixture.class})
@DirtiesContext
class OutageJourneyTest {

    private final ProviderFixture provider;
    private final MovableClock clock;

    @Autowired
    OutageJourneyTest(ProviderFixture provider, MovableClock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    @AfterEach
    void mend() {
        clock.reset();
        BreakableStores.POSTGRES.mend();
        BreakableStores.REDIS.mend();
    }

    @Test
    @Requirement("HC-OUTAGE-POSTGRES")
    void without_postgres_nothing_is_granted_and_everything_works_after() {
        var dpi = provider.application();
        var camille = provider.signIn();
        var tokens = provider.tokens(camille, dpi);
        String code = provider.code(camille, dpi);

        BreakableStores.POSTGRES.cut();
        assertUnavailable(dpi.redeem(code));
        assertUnavailable(dpi.refresh(tokens.text("refresh_token")));
        // its marks were never read here: nobody can tell
        assertUnavailable(dpi.userInfo(tokens.text("access_token")));
        assertUnavailable(dpi.post("/oauth2/introspect", Map.of("token", tokens.text("access_token"))));
        assertUnavailable(dpi.post("/oauth2/revoke", Map.of("token", tokens.text("access_token"))));
        assertUnavailable(strangersPush(dpi));
        var page = dpi.authorize(camille, dpi.request());
        BreakableStores.POSTGRES.mend();

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.body()).containsPattern("[0-9A-Z]{4}-[0-9A-Z]{4}");
        assertThat(eventually(() -> dpi.redeem(code)).status()).isEqualTo(200);
        assertThat(dpi.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    @Requirement("HC-OUTAGE-SIXTY-SECONDS")
    void without_postgres_tokens_verify_on_what_was_read_in_the_last_minute_and_no_longer() {
        var dpi = provider.application();
        var tokens = provider.tokens(provider.signIn(), dpi);
        var revoked = provider.tokens(provider.signIn(), dpi);
        dpi.post("/oauth2/revoke", Map.of("token", revoked.text("access_token")));
        String token = tokens.text("access_token");
        assertThat(dpi.userInfo(token).status()).isEqualTo(200);
        assertThat(dpi.isActive(revoked.text("access_token"))).isFalse();

        BreakableStores.POSTGRES.cut();
        clock.advance(Duration.ofSeconds(40));

        assertThat(dpi.userInfo(token).status()).isEqualTo(200);
        assertThat(dpi.isActive(token)).isTrue();
        assertThat(dpi.isActive(revoked.text("access_token"))).isFalse();
        assertUnavailable(dpi.refresh(tokens.text("refresh_token")));
        clock.advance(Duration.ofSeconds(21));
        assertUnavailable(dpi.userInfo(token));
        assertUnavailable(dpi.post("/oauth2/introspect", Map.of("token", token)));
        BreakableStores.POSTGRES.mend();
        assertThat(eventually(() -> dpi.userInfo(token)).status()).isEqualTo(200);
    }

    @Test
    @Requirement("HC-OUTAGE-REDIS")
    void without_redis_between_code_and_token_the_code_waits_or_is_lost_but_nothing_breaks() {
        var dpi = provider.application();
        var camille = provider.signIn();
        String code = provider.code(camille, dpi);

        BreakableStores.REDIS.cut();
        assertUnavailable(dpi.redeem(code));
        assertUnavailable(dpi.post("/oauth2/par", dpi.request()));
        assertThat(dpi.authorize(camille, dpi.request()).status()).isEqualTo(503);
        BreakableStores.REDIS.mend();

        assertThat(eventually(() -> dpi.redeem(code)).status()).isEqualTo(200);
    }

    /** An application nobody has looked up before, so that PostgreSQL must be asked. */
    private static Application.Answer strangersPush(Application dpi) {
        String credentials = Base64.getEncoder().encodeToString("stranger:secret".getBytes(UTF_8));
        var request = new HashMap<>(dpi.request());
        request.remove("client_id"); // of another than the one that proves itself: refused without a look-up
        return dpi.post("/oauth2/par", Application.form(request), "Authorization", "Basic " + credentials);
    }

    private static void assertUnavailable(Application.Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("error")).isEqualTo("temporarily_unavailable");
        assertThat(answer.text("reference")).matches("[0-9A-Z]{4}-[0-9A-Z]{4}");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    /** Connections are made again within seconds. */
    private static Application.Answer eventually(Supplier<Application.Answer> call) {
        Application.Answer answer = call.get();
        for (int attempt = 0; attempt < 50 && answer.status() == 503; attempt++) {
            answer = call.get();
        }
        return answer;
    }
}
