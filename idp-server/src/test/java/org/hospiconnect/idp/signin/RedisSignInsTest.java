package org.hospiconnect.idp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.assurance.Level;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Secrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Two tabs answer the questions of one sign-in. */
@StoreTest
@Import(RedisSignIns.class)
@EnableConfigurationProperties(SignInSettings.class)
@Requirement("HC-SIGNIN-TABS")
class RedisSignInsTest {

    private static final String BROWSER = "a-browser";

    private final SignIns signIns;
    private final StringRedisTemplate redis;
    private final SignIn kept;
    private final SignInId id;

    @Autowired
    RedisSignInsTest(SignIns signIns, StringRedisTemplate redis, Secrets secrets) {
        this.signIns = signIns;
        this.redis = redis;
        this.id = SignInId.draw(secrets);
        this.kept = signIn(id);
    }

    @BeforeEach
    void keepIt() {
        signIns.add(kept);
    }

    @Test
    void what_two_tabs_say_stays_both() {
        signIns.change(kept, signIn -> with(signIn, signIn.said().agreed("s1")));
        var second = signIns.change(kept, signIn -> with(signIn, signIn.said().displaced("p1")));

        assertThat(second.orElseThrow().said())
                .isEqualTo(Said.NOTHING.agreed("s1").displaced("p1"));
        assertThat(signIns.find(id, BROWSER)).isEqualTo(second);
    }

    @Test
    void many_at_once_lose_nothing() {
        try (var tabs = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, 16)
                    .mapToObj(tab -> tabs.submit(() -> signIns.change(
                            kept,
                            signIn -> with(
                                    signIn,
                                    signIn.said().refused(signIn.refusal().orElse("") + (char) ('a' + tab))))))
                    .toList()
                    .forEach(done -> assertThat(done).succeedsWithin(Duration.ofSeconds(20)));
        }

        assertThat(signIns.find(id, BROWSER).orElseThrow().refusal().orElseThrow())
                .hasSize(16)
                .satisfies(said -> assertThat(said.chars().distinct()).hasSize(16));
    }

    @Test
    void what_was_answered_in_one_tab_does_not_come_back_by_the_other() {
        assertThat(signIns.take(id, BROWSER)).isPresent();

        assertThat(signIns.change(kept, signIn -> signIn.displaced(new PersonId(UUID.randomUUID()))))
                .isEmpty();

        assertThat(signIns.find(id, BROWSER)).isEmpty();
        assertThat(signIns.take(id, BROWSER)).isEmpty();
    }

    @Test
    void a_change_of_what_nobody_else_changed_is_made_once_and_gives_no_more_time() {
        redis.expire("hc:signin:{" + id.text() + "}", Duration.ofSeconds(60));
        SignIn read = signIns.find(id, BROWSER).orElseThrow();
        var calls = new AtomicInteger();

        signIns.change(read, signIn -> {
            calls.incrementAndGet();
            return with(signIn, signIn.said().agreed("s1"));
        });

        assertThat(calls).hasValue(1);
        assertThat(redis.getExpire("hc:signin:{" + id.text() + "}")).isBetween(1L, 60L);
    }

    private static SignIn with(SignIn signIn, Said said) {
        return new SignIn(
                signIn.id(),
                signIn.browser(),
                signIn.csrf(),
                signIn.clientId(),
                signIn.clientName(),
                signIn.parameters(),
                signIn.asked(),
                said,
                signIn.begunAt(),
                signIn.reference(),
                signIn.round());
    }

    private static SignIn signIn(SignInId id) {
        var asked = new AskedSignIn(
                Level.SUBSTANTIAL,
                false,
                Optional.of(Duration.ofMinutes(5)),
                false,
                true,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of("camille"),
                Optional.of("fr"),
                new SignInRules(true, Duration.ofHours(1), Set.of("webauthn"), Set.of(), Set.of(), null, true));
        return new SignIn(
                id.text(),
                RedisSignIns.hash(BROWSER),
                "csrf",
                "dpi",
                "DPI",
                Map.of("scope", List.of("openid"), "state", List.of("é"), "nonce", List.of("n"), "resource", List.of()),
                asked,
                Said.NOTHING,
                Instant.parse("2026-11-24T10:00:00.123456Z"),
                "REF",
                1);
    }
}
