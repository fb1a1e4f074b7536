package org.hospiconnect.idp.token.possession;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** {@code hc:once:{kind:hash of the name}} → 1, by {@code SET NX}. */
@Component
class RedisReplayMarks implements ReplayMarks {

    private final StringRedisTemplate redis;

    RedisReplayMarks(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public boolean claim(String kind, String name, Duration life) {
        String key = "hc:once:{" + kind + ":"
                + Bytes.of(name.getBytes(UTF_8)).sha256().toBase64Url() + "}";
        return Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(key, "1", life));
    }
}
