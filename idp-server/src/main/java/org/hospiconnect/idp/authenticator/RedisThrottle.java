package org.hospiconnect.idp.authenticator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.value.AddressBlock;
import org.hospiconnect.idp.value.Throttle;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/** A counter that dies with its window: {@code hc:throttle:{limit:whose}}. */
@Component
class RedisThrottle implements Throttle {

    private static final RedisScript<Long> COUNT = new DefaultRedisScript<>("""
            local used = redis.call('incrby', KEYS[1], ARGV[2])
            if used == tonumber(ARGV[2]) then redis.call('pexpire', KEYS[1], ARGV[1]) end
            return used
            """, Long.class);

    private final StringRedisTemplate redis;

    RedisThrottle(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public boolean allows(Limit limit, Use use, int most, Duration window) {
        return counted(limit, use, window) <= most;
    }

    @Override
    public void count(Limit limit, String whose, Duration window) {
        counted(limit, new Use(whose, 1), window);
    }

    @Override
    public boolean isSpent(Limit limit, String whose, int most) {
        return Optional.ofNullable(redis.opsForValue().get(key(limit, whose)))
                .filter(count -> Long.parseLong(count) >= most)
                .isPresent();
    }

    private long counted(Limit limit, Use use, Duration window) {
        Long count = redis.execute(
                COUNT,
                List.of(key(limit, use.whose())),
                Long.toString(window.toMillis()),
                Integer.toString(use.units()));
        return Optional.ofNullable(count).orElseThrow();
    }

    private static String key(Limit limit, String whose) {
        String owner = limit.isOfAddress() ? AddressBlock.of(whose) : whose;
        return "hc:throttle:{" + limit.key() + ":" + owner + "}";
    }
}
