package org.hospiconnect.idp.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code hc:code:{hash of the code}} → JSON; the code itself is nowhere. */
@Component
class RedisIssuedCodes implements IssuedCodes {

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final Clock clock;

    RedisIssuedCodes(StringRedisTemplate redis, JsonMapper json, Clock clock) {
        this.redis = redis;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void add(String code, IssuedCode issued) {
        var left = Duration.between(clock.instant(), issued.expiresAt());
        redis.opsForValue().set(key(code), json.writeValueAsString(issued), left);
    }

    @Override
    public Optional<IssuedCode> find(String code) {
        return Optional.ofNullable(redis.opsForValue().get(key(code)))
                .map(text -> json.readValue(text, IssuedCode.class))
                .filter(issued -> clock.instant().isBefore(issued.expiresAt()));
    }

    private static String key(String code) {
        return "hc:code:{" + Bytes.of(code.getBytes(UTF_8)).sha256().toBase64Url() + "}";
    }
}
