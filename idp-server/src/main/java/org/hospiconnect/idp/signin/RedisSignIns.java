package org.hospiconnect.idp.signin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code hc:signin:{id}}. */
@Component
class RedisSignIns implements SignIns {

    // The owner is checked before it is taken, so that a stranger who saw the id can't take it away.
    private static final RedisScript<String> TAKE = new DefaultRedisScript<>("""
            local kept = redis.call('get', KEYS[1])
            if not kept or cjson.decode(kept)['browser'] ~= ARGV[1] then return nil end
            redis.call('del', KEYS[1])
            return kept
            """, String.class);

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final SignInSettings settings;

    RedisSignIns(StringRedisTemplate redis, JsonMapper json, SignInSettings settings) {
        this.redis = redis;
        this.json = json;
        this.settings = settings;
    }

    @Override
    public void add(SignIn signIn) {
        redis.opsForValue().set(key(signIn.id()), json.writeValueAsString(signIn), settings.patience());
    }

    @Override
    public Optional<SignIn> find(SignInId id, String browser) {
        return Optional.ofNullable(redis.opsForValue().get(key(id.text())))
                .map(this::read)
                .filter(signIn -> isOf(signIn, browser));
    }

    @Override
    public Optional<SignIn> take(SignInId id, String browser) {
        return Optional.ofNullable(redis.execute(TAKE, List.of(key(id.text())), hash(browser)))
                .map(this::read);
    }

    static String hash(String browser) {
        return Bytes.of(browser.getBytes(StandardCharsets.UTF_8)).sha256().toBase64Url();
    }

    private static boolean isOf(SignIn signIn, String browser) {
        return Bytes.ofBase64Url(signIn.browser()).equals(Bytes.ofBase64Url(hash(browser)));
    }

    private SignIn read(String text) {
        return json.readValue(text, SignIn.class);
    }

    private static String key(String id) {
        return "hc:signin:{" + id + "}";
    }
}
