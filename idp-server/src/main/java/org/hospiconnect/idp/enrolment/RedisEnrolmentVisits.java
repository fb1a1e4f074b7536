package org.hospiconnect.idp.enrolment;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code hc:enrolment:{hash of the cookie}}. */
@Component
class RedisEnrolmentVisits implements EnrolmentVisits {

    private static final Duration LIFE = Duration.ofMinutes(20);

    private final StringRedisTemplate redis;
    private final JsonMapper json;

    RedisEnrolmentVisits(StringRedisTemplate redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    @Override
    public void add(String cookie, EnrolmentVisit visit) {
        redis.opsForValue().set(key(cookie), json.writeValueAsString(visit), LIFE);
    }

    @Override
    public Optional<EnrolmentVisit> find(String cookie) {
        return Optional.ofNullable(redis.opsForValue().get(key(cookie)))
                .map(text -> json.readValue(text, EnrolmentVisit.class));
    }

    @Override
    public void remove(String cookie) {
        redis.delete(key(cookie));
    }

    private static String key(String cookie) {
        return "hc:enrolment:{"
                + Bytes.of(cookie.getBytes(StandardCharsets.UTF_8)).sha256().toBase64Url() + "}";
    }
}
