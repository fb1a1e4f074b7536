package org.hospiconnect.idp.signin;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code hc:signin:{id}}. */
@Component
class RedisSignIns implements SignIns {

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

    // The owner is checked before it is taken, so that a stranger who saw the id can't take it away.
    @Override
    public Optional<SignIn> take(SignInId id, String browser) {
        return find(id, browser)
                .flatMap(_ -> Optional.ofNullable(redis.opsForValue().getAndDelete(key(id.text()))))
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
