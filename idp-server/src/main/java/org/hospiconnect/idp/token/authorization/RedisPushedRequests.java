package org.hospiconnect.idp.token.authorization;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code hc:par:{id}} → JSON, {@code hc:par:{id}:used} once it was answered. */
@Component
class RedisPushedRequests implements PushedRequests {

    /** Longer than the longest sign-in that may follow. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final Secrets secrets;
    private final Clock clock;

    RedisPushedRequests(StringRedisTemplate redis, JsonMapper json, Secrets secrets, Clock clock) {
        this.redis = redis;
        this.json = json;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public String add(Pushed request) {
        String uri = PREFIX + secrets.token();
        var left = Duration.between(clock.instant(), request.expiresAt());
        redis.opsForValue().set(key(uri), json.writeValueAsString(request), left);
        return uri;
    }

    @Override
    public Optional<Pushed> find(String requestUri) {
        return Optional.ofNullable(redis.opsForValue().get(key(requestUri)))
                .map(text -> json.readValue(text, Pushed.class))
                .filter(kept -> clock.instant().isBefore(kept.expiresAt()));
    }

    @Override
    public boolean claim(String requestUri) {
        boolean first =
                Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(key(requestUri) + ":used", "1", REMEMBERED));
        redis.delete(key(requestUri));
        return first;
    }

    private static String key(String requestUri) {
        return "hc:par:{" + requestUri.substring(PREFIX.length()) + "}";
    }
}
