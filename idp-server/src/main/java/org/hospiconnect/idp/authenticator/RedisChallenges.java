package org.hospiconnect.idp.authenticator;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code hc:challenge:{owner}}, taken with GETDEL. */
@Component
class RedisChallenges implements Challenges {

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final Clock clock;

    RedisChallenges(StringRedisTemplate redis, JsonMapper json, Clock clock) {
        this.redis = redis;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void put(Challenge challenge) {
        Duration left = Duration.between(clock.instant(), challenge.expiresAt());
        redis.opsForValue().set(key(challenge.owner()), json.writeValueAsString(Kept.of(challenge)), left);
    }

    @Override
    public Optional<Challenge> find(String owner) {
        return read(redis.opsForValue().get(key(owner)));
    }

    @Override
    public Optional<Challenge> take(String owner) {
        return read(redis.opsForValue().getAndDelete(key(owner)));
    }

    private Optional<Challenge> read(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(kept -> json.readValue(kept, Kept.class).toChallenge());
    }

    private static String key(String owner) {
        return "hc:challenge:{" + owner + "}";
    }

    private record Kept(
            String kind,
            String nonce,
            String options,
            String owner,
            Optional<String> person,
            java.time.Instant expiresAt) {

        static Kept of(Challenge challenge) {
            return new Kept(
                    challenge.kind(),
                    challenge.nonce().toBase64Url(),
                    challenge.options(),
                    challenge.owner(),
                    challenge.person().map(PersonId::toString),
                    challenge.expiresAt());
        }

        Challenge toChallenge() {
            return new Challenge(kind, Bytes.ofBase64Url(nonce), options, owner, person.map(PersonId::of), expiresAt);
        }
    }
}
