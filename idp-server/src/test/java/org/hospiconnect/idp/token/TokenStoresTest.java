package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.TrailRows;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@JourneyTest
class TokenStoresTest {

    private final IssuedCodes codes;
    private final UsedCodes used;
    private final RefreshFamilies families;
    private final Revocations revocations;
    private final RefreshTokens refreshTokens;
    private final StringRedisTemplate redis;
    private final TrailRows rows;
    private final JdbcClient jdbc;
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
            TrailRows rows,
            JdbcClient jdbc,
            Secrets secrets,
            MovableClock clock) {
        this.codes = codes;
        this.used = used;
        this.families = families;
        this.revocations = revocations;
        this.refreshTokens = refreshTokens;
        this.redis = redis;
        this.rows = rows;
        this.jdbc = jdbc;
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
    void a_code_is_claimed_once_and_gives_one_family() {
        String code = secrets.token();
        RefreshFamily first = family();
        RefreshFamily second = family();

        assertThat(claim(code, first)).isTrue();
        assertThat(claim(code, second)).isFalse();
        assertThat(used.find(code)).contains(used(first));
        assertThat(used.find(secrets.token())).isEmpty();
        assertThat(families.find(first.id())).contains(first);
        assertThat(families.find(second.id())).isEmpty();
    }

    @Test
    @Requirement("HC-TRAIL-IN-TRANSACTION")
    void the_acts_stand_or_fall_with_their_fact() {
        String code = secrets.token();
        RefreshFamily family = family();
        var broken = new UsedCodes.Claim(
                used(family), clock.instant(), Optional.of(family), Optional.empty(), "[{\"act\":\"TOKEN_ISSUED\"}]");

        assertThatThrownBy(() -> used.claim(code, broken)).isInstanceOf(DataIntegrityViolationException.class);

        assertThat(used.find(code)).isEmpty();
        assertThat(families.find(family.id())).isEmpty();
        assertThat(claim(code, family)).isTrue();
        assertThat(claim(code, family)).isFalse();
        assertThat(acts(family)).isOne();
    }

    @Test
    void the_token_of_a_family_is_replaced_once() {
        RefreshFamily family = family();
        claim(secrets.token(), family);
        String second = refreshTokens.successor(family.id(), 1, "first");

        assertThat(families.rotate(family.id(), rotation(family, second))).isTrue();
        assertThat(families.rotate(family.id(), rotation(family, "third"))).isFalse();
        var rotated = families.find(family.id()).orElseThrow();
        assertThat(rotated.current()).isEqualTo(RefreshTokens.hash(second));
        assertThat(rotated.replaced().orElseThrow().hash()).isEqualTo(family.current());
        assertThat(rotated.rotations()).isOne();
        assertThat(refreshTokens.familyOf(second)).contains(family.id());
    }

    @Test
    @Requirement("HC-REFRESH-GRACE")
    void a_successor_follows_from_family_counter_and_predecessor() {
        String successor = refreshTokens.successor("f", 1, "before");

        assertThat(refreshTokens.successor("f", 1, "before")).isEqualTo(successor);
        assertThat(refreshTokens.successor("f", 2, "before")).isNotEqualTo(successor);
        assertThat(refreshTokens.successor("g", 1, "before").substring(2)).isNotEqualTo(successor.substring(2));
        assertThat(refreshTokens.successor("f", 1, "other")).isNotEqualTo(successor);
    }

    private boolean claim(String code, RefreshFamily family) {
        return used.claim(
                code,
                new UsedCodes.Claim(used(family), clock.instant(), Optional.of(family), Optional.empty(), act(family)));
    }

    private static UsedCode used(RefreshFamily family) {
        return new UsedCode(family.id(), family.client(), family.sid(), Optional.of(Application.CHALLENGE));
    }

    private RefreshFamilies.Rotation rotation(RefreshFamily family, String next) {
        return new RefreshFamilies.Rotation(family.current(), RefreshTokens.hash(next), clock.instant(), act(family));
    }

    private String act(RefreshFamily family) {
        return rows.of(AuditEntry.done(Act.TOKEN_ISSUED).session(family.id()));
    }

    private long acts(RefreshFamily family) {
        return jdbc.sql("select count(*) from trail where session = :family")
                .param("family", family.id())
                .query(Long.class)
                .single();
    }

    @Test
    void ends_are_kept_by_token_and_by_family() {
        String family = refreshTokens.newFamily();

        assertThat(revocations.isTokenEnded(family + ".a", family)).isFalse();
        assertThat(revocations.endToken(family + ".a", clock.instant())).isTrue();
        assertThat(revocations.endToken(family + ".a", clock.instant())).isFalse();
        assertThat(revocations.isTokenEnded(family + ".a", family)).isTrue();
        assertThat(revocations.isTokenEnded(family + ".b", family)).isFalse();
        assertThat(revocations.endFamily(family, clock.instant())).isTrue();
        assertThat(revocations.isTokenEnded(family + ".b", family)).isTrue();
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

    private RefreshFamily family() {
        String id = refreshTokens.newFamily();
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
                        List.of("https://idp.example/acr/eidas/low"),
                        Set.of("https://api.example"),
                        Optional.of(new Terms.Confirmation(Terms.Confirmation.DPOP, "t"))),
                RefreshTokens.hash(refreshTokens.first(id)),
                Optional.empty(),
                0,
                false,
                now,
                now.plusSeconds(600));
    }
}
