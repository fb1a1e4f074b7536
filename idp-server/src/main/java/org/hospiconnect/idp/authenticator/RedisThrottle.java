package org.hospiconnect.idp.authenticator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/** A counter that dies with its window: {@code hc:throttle:{name}}. */
@Component
class RedisThrottle implements Throttle {

    private static final RedisScript<Long> COUNT = new DefaultRedisScript<>("""
            local tries = redis.call('incr', KEYS[1])
            if tries == 1 then redis.call('pexpire', KEYS[1], ARGV[1]) end
            return tries
            """, Long.class);

    private final StringRedisTemplate redis;

    RedisThrottle(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public boolean allows(String name, int most, Duration window) {
        return counted(name, window) <= most;
    }

    @Override
    public void count(String name, Duration window) {
        counted(name, window);
    }

    @Override
    public boolean isSpent(String name, int most) {
        return Optional.ofNullable(redis.opsForValue().get(key(name)))
                .filter(count -> Long.parseLong(count) >= most)
                .isPresent();
    }

    private long counted(String name, Duration window) {
        Long count = redis.execute(COUNT, List.of(key(name)), Long.toString(window.toMillis()));
        return Optional.ofNullable(count).orElseThrow();
    }

    private static String key(String name) {
        return "hc:throttle:{" + name + "}";
    }
}
