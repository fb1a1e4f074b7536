package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hospiconnect.idp.Peer.Answer;
import org.hospiconnect.idp.audit.WrittenCounts;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.ExampleApplication;
import org.hospiconnect.idp.signin.SignInRoad;
import org.hospiconnect.idp.token.ProviderFixture;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Throttle.Limit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Every limit: who is over it hears so and when to come back, costs one count and one row, locks nobody else out, and may again. */
@JourneyTest
@TestPropertySource(
        properties = {
            "hospiconnect.authenticator.ceremony.attempts-per-minute=3",
            "hospiconnect.authenticator.ceremony.failures-per-minute=3",
            "hospiconnect.authenticator.ceremony.typed-per-minute=3",
            "hospiconnect.authenticator.totp.populations=test",
            "hospiconnect.authenticator.totp.password.tries-before-wait=3",
            "hospiconnect.signin.begun-by-browser=3",
            "hospiconnect.signin.begun-from-address=6",
            "hospiconnect.token.pushed-from-address=3",
            "hospiconnect.session.activity-per-minute=3",
            "hospiconnect.session.assurance-per-minute=3",
            "hospiconnect.workstation.codes-from-address=3",
            "hospiconnect.enrolment.failures-before-block=3",
            "hospiconnect.enrolment.failures-of-address=20",
            "hospiconnect.enrolment.failures-of-all=30"
        })
@Import({SignInRoad.class, ProviderFixture.class})
@DirtiesContext
class LimitsJourneyTest {

    private static final Path SETTINGS = Path.of("../docs/reference/settings.md");
    private static final Pattern NUMBER = Pattern.compile("(?m)^\\| `([a-z0-9.-]+)` \\| number \\|");
    private static final int REFUSED = 4;

    /** Each case has addresses of its own, so that cases don't add up. */
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    /** Numbers among the settings that limit nobody's tries. */
    private static final Set<String> NO_LIMITS = Set.of(
            "batch",
            "most-per-person",
            "pkcs11.slot",
            "window",
            "password.least-bits",
            "password.memory-mebibytes",
            "password.iterations",
            "password.at-once",
            "password.waiting");

    private final SignInRoad road;
    private final ProviderFixture provider;
    private final Clients clients;
    private final StringRedisTemplate redis;
    private final JdbcClient jdbc;
    private final WrittenCounts counts;
    private final MovableClock clock;
    private final String base;
    private final Map<String, ReportedSession> signedIn = new HashMap<>();
    private final String client = "app-" + UUID.randomUUID();
    private int peers;

    @Autowired
    LimitsJourneyTest(
            SignInRoad road,
            ProviderFixture provider,
            Clients clients,
            StringRedisTemplate redis,
            JdbcClient jdbc,
            WrittenCounts counts,
            MovableClock clock,
            AddressSettings address) {
        this.road = road;
        this.provider = provider;
        this.clients = clients;
        this.redis = redis;
        this.jdbc = jdbc;
        this.counts = counts;
        this.clock = clock;
        this.base = address.issuer().toString();
    }

    @BeforeEach
    @AfterEach
    void forgetWhatWasCounted() {
        clock.reset();
        jdbc.sql("delete from activation_failures").update();
        jdbc.sql("delete from password_guesses").update();
        redis.delete(redis.keys("hc:throttle:*"));
        clients.put(ExampleApplication.one(client)
                .authentication("none", Optional.empty())
                .redirectUris(road.callback())
                .get());
    }

    @Test
    @Requirement("HC-LIMITS")
    void each_limit_and_each_number_among_the_settings_is_driven_here() throws IOException {
        var numbers = NUMBER.matcher(Files.readString(SETTINGS)).results().map(row -> row.group(1));

        assertThat(Arrays.stream(Limited.values()).flatMap(limited -> limited.limit.stream()))
                .containsExactlyInAnyOrder(Limit.values());
        assertThat(Stream.concat(Arrays.stream(Limited.values()).map(limited -> limited.setting), NO_LIMITS.stream()))
                .containsExactlyInAnyOrderElementsOf(numbers.toList());
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"HC-LIMITS", "RFC6585-4"})
    void who_is_over_a_limit_waits_alone_and_may_again(Limited limited) {
        Peer one = peer("127.0.7." + ADDRESSES.incrementAndGet());
        for (int i = 0; i < limited.most; i++) {
            assertThat(tried(limited, one).status()).as("try %s", i).isNotEqualTo(429);
        }
        long rows = trailRows();
        long counts = counts(limited, one);

        for (int i = 0; i < REFUSED; i++) {
            assertRefused(tried(limited, one), limited);
        }

        assertThat(counts).as("in a store that nodes share").isPositive();
        assertThat(counts(limited, one)).as("as many counts as before").isEqualTo(counts);
        assertThat(trailRows()).as("no row for a refusal").isEqualTo(rows);
        assertCounted(limited, one);
        if (limited != Limited.CODES_OF_ALL) {
            Peer other = peer(limited.isOfBrowser() ? one.address() : "127.0.8." + ADDRESSES.get());
            assertThat(tried(limited, other).status()).as("somebody else").isNotEqualTo(429);
        }
        letTheWindowPass(limited);
        assertThat(tried(limited, one).status()).as("afterwards").isNotEqualTo(429);
    }

    private Peer peer(String address) {
        return new Peer(base, address);
    }

    /** One try, by the same browser or from the same address, as the limit goes. */
    private Answer tried(Limited limited, Peer one) {
        return switch (limited) {
            case CHALLENGES_OF_A_SIGN_IN -> one.post("/signin/webauthn/challenge", one.form(this::request));
            case FAILURES_OF_AN_ADDRESS -> {
                var form = one.form(this::request);
                form.put("credential", "no answer");
                form.put("failure", "");
                yield one.post("/signin/webauthn", form);
            }
            case SIGN_INS_OF_A_BROWSER -> one.get(request());
            case SIGN_INS_FROM_AN_ADDRESS -> peer(one.address()).get(request());
            case PUSHED_FROM_AN_ADDRESS -> one.post("/oauth2/par", pushed());
            case ACTIVITY_OF_A_SESSION -> {
                var said = reported(one);
                yield one.post("/session/activity", Map.of("sid", said.sid()), "Authorization", said.proof());
            }
            case ASSURANCE_OF_A_SESSION -> asked(one, reported(one));
            case POSTS_FROM_AN_ADDRESS -> peer(one.address()).post("/post", Map.of("code", "AAAAA-AAAAA-AAAAA"));
            case TYPED_FROM_AN_ADDRESS -> wrongPassword(one, "name-" + ++peers);
            case PASSWORDS_OF_A_NAME ->
                wrongPassword(peer(limited.addresses().orElseThrow() + ++peers), "name-" + one.address());
            case CODES_OF_A_BROWSER -> wrongCode(one);
            case CODES_FROM_AN_ADDRESS -> wrongCode(peer(one.address()));
            case CODES_OF_ALL -> wrongCode(peer(limited.addresses().orElseThrow() + ++peers));
        };
    }

    private ReportedSession reported(Peer one) {
        return signedIn.computeIfAbsent(one.address(), _ -> ReportedSession.by(provider, clients));
    }

    private static Answer asked(Peer one, ReportedSession said) {
        return one.post("/assurance/sessions/" + said.sid(), Map.of(), "Authorization", said.proof());
    }

    private Answer wrongPassword(Peer peer, String name) {
        var form = peer.form(this::request);
        form.putAll(Map.of("name", name, "password", "wrong", "code", "000000"));
        return peer.post("/signin/totp", form);
    }

    private static Answer wrongCode(Peer peer) {
        peer.get("/enrol");
        return peer.post("/enrol", Map.of("code", "AAAAA-AAAAA-AAAAA"));
    }

    private String request() {
        return road.request(client, Map.of()).substring(base.length());
    }

    private Map<String, String> pushed() {
        return Map.of(
                "response_type",
                "code",
                "client_id",
                client,
                "redirect_uri",
                road.callback(),
                "scope",
                "openid",
                "code_challenge",
                SignInRoad.CHALLENGE,
                "code_challenge_method",
                "S256");
    }

    private static void assertRefused(Answer answer, Limited limited) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, limited.window.toSeconds());
        assertThat(answer.body()).isNotBlank().doesNotContain("Exception", "org.hospiconnect", "\tat ");
    }

    /** One row for source and reason, a second one when the minute changes meanwhile. */
    private void assertCounted(Limited limited, Peer one) {
        String source = limited.addresses().map(many -> many + "%").orElseGet(one::address);
        var rows = counts.sql("""
                select refused from refusal_counts
                where source like :source and reason in ('TOO_MANY_ATTEMPTS', 'PUSHED_TOO_MANY', 'ACTIVITY_TOO_OFTEN', 'ASSURANCE_TOO_OFTEN')
                """).param("source", source).query(Integer.class).list();
        assertThat(rows.stream().mapToInt(Integer::intValue).sum()).isEqualTo(REFUSED);
        assertThat(rows).hasSizeBetween(1, limited.addresses().isPresent() ? REFUSED : 2);
    }

    private long trailRows() {
        return jdbc.sql("select count(*) from trail").query(Long.class).single();
    }

    /** How many counts are kept of all that was tried by one browser, from one address, from anywhere. */
    private long counts(Limited limited, Peer one) {
        if (limited == Limited.PASSWORDS_OF_A_NAME) {
            return jdbc.sql("select count(*) from password_guesses")
                    .query(Long.class)
                    .single();
        }
        return limited.limit.isPresent() ? redisCounts(limited) : codeCounts(limited, one);
    }

    private long redisCounts(Limited limited) {
        String key = limited.limit.orElseThrow().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return redis.keys("hc:throttle:{" + key + ":*").size();
    }

    private long codeCounts(Limited limited, Peer one) {
        String source = switch (limited) {
            case CODES_OF_A_BROWSER -> "%";
            case CODES_FROM_AN_ADDRESS -> "address:" + one.address();
            default -> "all";
        };
        return jdbc.sql("select count(*) from activation_failures where source like :source")
                .param("source", source)
                .query(Long.class)
                .single();
    }

    /** Redis counts with a time of its own: each count ends with its window. */
    private void letTheWindowPass(Limited limited) {
        for (String key : redis.keys("hc:throttle:*")) {
            assertThat(redis.getExpire(key, TimeUnit.MILLISECONDS))
                    .isBetween(1L, Duration.ofMinutes(15).toMillis());
            redis.delete(key);
        }
        clock.advance(limited.limit.isPresent() ? Duration.ZERO : limited.window.plusSeconds(1));
    }
}
