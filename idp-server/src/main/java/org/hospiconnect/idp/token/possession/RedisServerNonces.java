package org.hospiconnect.idp.token.possession;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * {@code hc:nonce:{minute}} → the nonce of that minute, made by whichever node needs it first. A node asks once a minute; a lost
 * store makes new ones, and applications are told them.
 */
@Component
class RedisServerNonces implements ServerNonces {

    private static final int SLOT_SECONDS = 60;
    private static final int SLOTS = (int) (LIFE.toSeconds() / SLOT_SECONDS);
    private static final int BYTES = 16;

    /** As many entries as slots are good. */
    private final Map<Long, String> known = new ConcurrentHashMap<>();

    private final StringRedisTemplate redis;
    private final Secrets secrets;
    private final Clock clock;

    RedisServerNonces(StringRedisTemplate redis, Secrets secrets, Clock clock) {
        this.redis = redis;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public String current() {
        return of(slot());
    }

    @Override
    public boolean isGood(String nonce) {
        long now = slot();
        return LongStream.rangeClosed(now - SLOTS + 1, now).anyMatch(slot -> of(slot).equals(nonce));
    }

    private long slot() {
        return clock.instant().getEpochSecond() / SLOT_SECONDS;
    }

    private String of(long slot) {
        String kept = known.get(slot);
        if (kept != null) {
            return kept;
        }
        String shared = shared(slot);
        known.keySet().removeIf(old -> old < slot - SLOTS || old > slot + SLOTS);
        known.put(slot, shared);
        return shared;
    }

    private String shared(long slot) {
        String key = "hc:nonce:{" + slot + "}";
        String fresh = secrets.next(BYTES).toBase64Url();
        boolean first = Boolean.TRUE.equals(
                redis.opsForValue().setIfAbsent(key, fresh, Duration.ofSeconds((long) SLOT_SECONDS * (SLOTS + 1))));
        return first ? fresh : Objects.requireNonNullElse(redis.opsForValue().get(key), fresh);
    }
}
