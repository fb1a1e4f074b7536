package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.StoreTest;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;

@StoreTest
@Import({
    RedisIssuedCodes.class,
    PostgresUsedCodes.class,
    PostgresRefreshFamilies.class,
    PostgresRevocations.class,
    RefreshTokens.class
})
class TokenStoresTest {

    private final IssuedCodes codes;
    private final UsedCodes used;
    private final RefreshFamilies families;
    private final Revocations revocations;
    private final RefreshTokens refreshTokens;
    private final StringRedisTemplate redis;
    private final Secrets secrets;
    private final MovableClock clock;

    @Autowired
    TokenStoresTest(
            IssuedCodes codes,
            UsedCodes used,
            RefreshFamilies families,
            Revocations revocations,
            RefreshTokens refreshTokens,
            StringRedisTemplate redis,
            Secrets secrets,
            MovableClock clock) {
        this.codes = codes;
        this.used = used;
        this.families = families;
        this.revocations = revocations;
        this.refreshTokens = refreshTokens;
        this.redis = redis;
        this.secrets = secrets;
        this.clock = clock;
    }

    @AfterEach
    void backToTheMachinesTime() {
        clock.reset();
    }

    @Test
    void a_code_comes_back_until_its_end_and_is_nowhere_in_clear() {
        String code = secrets.token();
        IssuedCode issued = issued(clock);
        codes.add(code, issued);

        assertThat(codes.find(code)).contains(issued);
        assertThat(codes.find(secrets.token())).isEmpty();
        assertThat(redis.hasKey("hc:code:{" + code + "}")).isFalse();
        String key = "hc:code:{" + Bytes.of(code.getBytes(UTF_8)).sha256() + "}";
        assertThat(redis.getExpire(key)).isBetween(1L, 60L);
        clock.advance(Duration.ofSeconds(60));
        assertThat(codes.find(code)).isEmpty();
    }

    @Test
    @Requirement("RFC6749-4.1.2-ONCE")
    void a_code_is_claimed_once() {
        String code = secrets.token();

        assertThat(used.claim(code, "first", clock.instant())).isTrue();
        assertThat(used.claim(code, "second", clock.instant())).isFalse();
        assertThat(used.familyOf(code)).contains("first");
        assertThat(used.familyOf(secrets.token())).isEmpty();
    }

    @Test
    void a_family_comes_back_and_its_token_is_replaced_once() {
        String id = refreshTokens.newFamily();
        String first = refreshTokens.next(id);
        String second = refreshTokens.next(id);
        RefreshFamily family = family(id, first);
        families.add(family);

        assertThat(families.find(id)).contains(family);
        assertThat(RefreshTokens.familyOf(first)).contains(id);
        assertThat(families.rotate(id, RefreshTokens.hash(first), RefreshTokens.hash(second)))
                .isTrue();
        assertThat(families.rotate(id, RefreshTokens.hash(first), RefreshTokens.hash(first)))
                .isFalse();
        var rotated = families.find(id).orElseThrow();
        assertThat(rotated.current()).isEqualTo(RefreshTokens.hash(second));
        assertThat(rotated.rotations()).isOne();
    }

    @Test
    void ends_are_kept_by_token_and_by_family() {
        String family = refreshTokens.newFamily();

        assertThat(revocations.isTokenEnded(family + ".a", family)).isFalse();
        assertThat(revocations.endToken(family + ".a", clock.instant())).isTrue();
        assertThat(revocations.endToken(family + ".a", clock.instant())).isFalse();
        assertThat(revocations.isTokenEnded(family + ".a", family)).isTrue();
        assertThat(revocations.isTokenEnded(family + ".b", family)).isFalse();
        assertThat(revocations.isFamilyEnded(family)).isFalse();
        assertThat(revocations.endFamily(family, clock.instant())).isTrue();
        assertThat(revocations.isTokenEnded(family + ".b", family)).isTrue();
        assertThat(revocations.isFamilyEnded(family)).isTrue();
    }

    private static IssuedCode issued(Clock clock) {
        Instant now = clock.instant();
        return new IssuedCode(
                "family",
                "dpi",
                UUID.randomUUID().toString(),
                "sid",
                Set.of("openid", "rpps"),
                "https://dpi.example/cb",
                Optional.of("nonce"),
                Optional.empty(),
                Terms.NONE,
                now,
                now.plusSeconds(60));
    }

    private RefreshFamily family(String id, String token) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new RefreshFamily(
                id,
                UUID.randomUUID().toString(),
                "dpi",
                "sid",
                Set.of("openid", "profile"),
                new Terms(
                        Set.of("rpps"),
                        Set.of(),
                        Set.of("https://api.example"),
                        Optional.of(new Terms.Confirmation(Terms.Confirmation.DPOP, "t"))),
                RefreshTokens.hash(token),
                0,
                now,
                now.plusSeconds(600));
    }
}
