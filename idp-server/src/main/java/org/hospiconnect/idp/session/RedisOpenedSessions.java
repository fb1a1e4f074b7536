package org.hospiconnect.idp.session;

import static org.hospiconnect.idp.session.SessionFields.millis;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.directory.PersonId;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * The sessions of each person, {@code hc:sessions-of:{person}}: sid by when it is over at the latest. Some of them may be over before;
 * none that is open is missing, but those that a server of before opened.
 */
@Component
class RedisOpenedSessions {

    @SuppressWarnings("rawtypes") // what a script answers has no other type
    private static final RedisScript<List> ADD = new DefaultRedisScript<>("""
            redis.call('zremrangebyscore', KEYS[1], '-inf', ARGV[3])
            redis.call('zadd', KEYS[1], ARGV[2], ARGV[1])
            redis.call('pexpire', KEYS[1], math.max(tonumber(ARGV[4]), redis.call('pttl', KEYS[1])))
            if redis.call('zcard', KEYS[1]) <= tonumber(ARGV[5]) then return {} end
            return redis.call('zrange', KEYS[1], 0, -1)
            """, List.class);

    private final StringRedisTemplate redis;
    private final SessionSettings settings;
    private final Clock clock;

    RedisOpenedSessions(StringRedisTemplate redis, SessionSettings settings, Clock clock) {
        this.redis = redis;
        this.settings = settings;
        this.clock = clock;
    }

    /** Adds it, in the one step that counts: all of the person's when they are too many, else none. Of many at once the last sees all. */
    List<String> add(Session session) {
        List<?> all = redis.execute(
                ADD,
                List.of(key(session.person())),
                session.sid(),
                // also of a session that a touch would end before: the code may come
                millis(session.openedAt().plus(session.limits().lifetime())),
                millis(clock.instant()),
                millis(settings.lifetime()),
                Integer.toString(settings.mostPerPerson()));
        return Optional.<List<?>>ofNullable(all).orElse(List.of()).stream()
                .map(Object::toString)
                .toList();
    }

    List<String> of(PersonId person) {
        return List.copyOf(Optional.ofNullable(redis.opsForZSet().range(key(person), 0, -1))
                .orElse(Set.of()));
    }

    void remove(PersonId person, Collection<String> sids) {
        if (!sids.isEmpty()) {
            redis.opsForZSet().remove(key(person), sids.toArray());
        }
    }

    private static String key(PersonId person) {
        return "hc:sessions-of:{" + person + "}";
    }
}
