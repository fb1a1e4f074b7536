package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.journeys.KeyAtPage;
import org.hospiconnect.journeys.Visitor;
import org.hospiconnect.journeys.Visitor.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What browsers that nobody knows may cost, and that they cost it alone. */
@JourneyTest
@Import(SignInRoad.class)
class StrangersJourneyTest {

    private static final String EVERYBODY_HERE = "hc:throttle:{signin-address:127.0.0.1}";

    private final SignInRoad road;
    private final StringRedisTemplate redis;
    private final String client = "app-" + UUID.randomUUID();
    private final Visitor stranger = new Visitor();

    @Autowired
    StrangersJourneyTest(SignInRoad road, StringRedisTemplate redis) {
        this.road = road;
        this.redis = redis;
    }

    @BeforeEach
    void registerTheApplication() {
        road.register(client, Level.SUBSTANTIAL);
    }

    @Test
    @Requirement("HC-STRANGERS-STORE")
    void what_nobody_reads_is_not_kept() {
        var more = new HashMap<String, String>();
        for (int i = 0; i < 7; i++) {
            more.put("ballast" + i, "x".repeat(1500));
        }

        Page page = stranger.visit(road.request(client, more));

        assertThat(kept(page)).doesNotContain("ballast").hasSizeLessThan(2500);
    }

    @Test
    @Requirement("HC-STRANGERS-STORE")
    void one_browser_begins_no_more_than_it_needs_and_others_go_on() {
        Page last = stranger.visit(road.request(client, Map.of()));
        for (int i = 0; i < 300; i++) {
            last = stranger.visit(road.request(client, Map.of()));
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.text("h1")).isEqualTo("Trop de demandes");
        assertThat(last.text(".reference")).matches("[2-9A-Z]{4}-[2-9A-Z]{4}");
        assertThat(new Visitor().visit(road.request(client, Map.of())).status()).isEqualTo(200);
    }

    @Test
    @Requirement("HC-STRANGERS-STORE")
    void what_is_kept_counts_by_its_size() {
        long before = used();
        stranger.visit(road.request(client, Map.of()));
        long usual = used() - before;
        stranger.visit(road.request(client, Map.of("state", "s".repeat(2000), "login_hint", "é".repeat(1500))));

        assertThat(usual).isEqualTo(1);
        assertThat(used() - before - usual).isBetween(5L, 6L);
    }

    private long used() {
        return Optional.ofNullable(redis.opsForValue().get(EVERYBODY_HERE))
                .map(Long::parseLong)
                .orElse(0L);
    }

    @Test
    @Requirement("HC-STRANGERS-STORE")
    void an_address_has_a_wide_limit_whatever_cookies_it_brings() {
        String before = redis.opsForValue().getAndSet(EVERYBODY_HERE, "30000");
        redis.expire(EVERYBODY_HERE, Duration.ofMinutes(10));
        try {
            assertThat(stranger.visit(road.request(client, Map.of())).status()).isEqualTo(429);
        } finally {
            redis.delete(EVERYBODY_HERE);
            assertThat(before).isNotEqualTo("30000");
        }
        assertThat(stranger.visit(road.request(client, Map.of())).status()).isEqualTo(200);
    }

    @Test
    @Requirement("HC-STRANGERS-LOCK-NOBODY-OUT")
    void a_browser_that_asks_for_challenges_for_ever_keeps_nobody_else_from_signing_in() {
        var key = road.enrolledKey(road.somebody(1), true);
        Page page = stranger.visit(road.request(client, Map.of()));
        var form = Map.of(
                "s", page.element("input[name=s]").val(),
                "csrf", page.element("input[name=csrf]").val());

        Page answer = page;
        for (int i = 0; i < 200; i++) {
            answer = stranger.post(page.at().resolve("/signin/webauthn/challenge"), form);
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body()).contains("Trop d’essais. Attendez une minute").contains("Référence");
        var other = new Visitor();
        assertThat(new KeyAtPage(other, key)
                        .signIn(other.visit(road.request(client, Map.of())))
                        .at()
                        .getQuery())
                .contains("code=");
    }

    @Test
    @Requirement("HC-STRANGERS-STORE")
    void a_store_that_is_full_is_an_outage_and_says_so() {
        assertThat(limitOfRedis("1")).isTrue();
        try {
            Page page = stranger.visit(road.request(client, Map.of()));

            assertThat(page.status()).isEqualTo(503);
            assertThat(page.document().text())
                    .contains("momentanément indisponible")
                    .contains("Référence");
        } finally {
            assertThat(limitOfRedis("0")).isTrue();
        }
        assertThat(stranger.visit(road.request(client, Map.of())).status()).isEqualTo(200);
    }

    private boolean limitOfRedis(String bytes) {
        return Boolean.TRUE.equals(redis.execute((RedisCallback<Boolean>) connection -> {
            connection.serverCommands().setConfig("maxmemory", bytes);
            return true;
        }));
    }

    private String kept(Page page) {
        String id = page.element("input[name=s]").val();
        String kept = redis.opsForValue().get("hc:signin:{" + id + "}");
        assertThat(kept).isNotNull();
        return kept;
    }
}
