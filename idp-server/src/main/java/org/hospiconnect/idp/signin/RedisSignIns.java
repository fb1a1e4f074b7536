package org.hospiconnect.idp.signin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
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

    // Only what was read is replaced; else what is kept now is answered, for another try. Nothing lives longer for it.
    private static final RedisScript<String> REPLACE = new DefaultRedisScript<>("""
            local kept = redis.call('get', KEYS[1])
            if kept == ARGV[1] then
                redis.call('set', KEYS[1], ARGV[2], 'keepttl')
                return ARGV[2]
            end
            return kept
            """, String.class);

    /** Each that fails is one of another tab's that didn't. */
    private static final int TRIES = 20;

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final SignInSettings settings;

    RedisSignIns(StringRedisTemplate redis, JsonMapper json, SignInSettings settings) {
        this.redis = redis;
        // one text for one sign-in: otherwise the first try of each change would fail
        this.json = json.rebuild()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        this.settings = settings;
    }

    @Override
    public void add(SignIn signIn) {
        redis.opsForValue().set(key(signIn.id()), text(signIn), settings.patience());
    }

    @Override
    public Optional<SignIn> change(SignIn known, UnaryOperator<SignIn> change) {
        SignIn read = known;
        String before = text(known);
        for (int tries = 0; tries < TRIES; tries++) {
            SignIn changed = change.apply(read);
            String after = text(changed);
            Optional<String> kept =
                    Optional.ofNullable(redis.execute(REPLACE, List.of(key(known.id())), before, after));
            if (kept.isEmpty() || kept.get().equals(after)) {
                return kept.map(_ -> changed);
            }
            before = kept.get();
            read = read(before);
        }
        throw new IllegalStateException("sign-in " + known.reference() + " changes all the time");
    }

    private String text(SignIn signIn) {
        return json.writeValueAsString(signIn);
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
