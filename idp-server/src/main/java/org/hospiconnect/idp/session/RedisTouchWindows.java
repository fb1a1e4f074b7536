package org.hospiconnect.idp.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.assurance.Proof.Touch;
import org.hospiconnect.idp.authenticator.Authenticator;
import org.hospiconnect.idp.authenticator.AuthenticatorChanged;
import org.hospiconnect.idp.authenticator.Authenticators;
import org.hospiconnect.idp.authenticator.CeremonyRunner;
import org.hospiconnect.idp.authenticator.KeyCopied;
import org.hospiconnect.idp.authenticator.Touches;
import org.hospiconnect.idp.authenticator.Verification.Verified;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.workstation.Place;
import org.hospiconnect.idp.workstation.PostCopied;
import org.hospiconnect.idp.workstation.PostRules;
import org.springframework.context.event.EventListener;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * {@code hc:touches:{post}}: by person, means and machine, when both factors were last given there; {@code hc:touches-of:{sid}}: whose session it
 * was, for whoever leaves when it is over. What closes a window is in PostgreSQL.
 */
@Component
class RedisTouchWindows implements TouchWindows {

    /** As many keys are named to the browser at most; whoever was there before them gives both factors. */
    static final int MOST = 20;

    /** The clocks of servers differ by less. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    // The latest stay, and the key goes with the last of them.
    private static final RedisScript<Long> NOTE = new DefaultRedisScript<>("""
            redis.call('zadd', KEYS[1], 'gt', ARGV[2], ARGV[1])
            redis.call('zremrangebyrank', KEYS[1], 0, -1 - tonumber(ARGV[4]))
            redis.call('pexpire', KEYS[1], ARGV[3])
            return 1
            """, Long.class);

    private final StringRedisTemplate redis;
    private final EndedSessions ended;
    private final Authenticators authenticators;
    private final CeremonyRunner runner;
    private final Clock clock;

    RedisTouchWindows(
            StringRedisTemplate redis,
            EndedSessions ended,
            Authenticators authenticators,
            CeremonyRunner runner,
            Clock clock) {
        this.runner = runner;
        this.redis = redis;
        this.ended = ended;
        this.authenticators = authenticators;
        this.clock = clock;
    }

    @Override
    public void note(Verified by, String sid, Place place, PostRules rules) {
        if (!runner.isTyped(by.proof().kind())
                && by.proof().grounds().userVerified()
                && rules.touch().isPositive()) {
            place.post().ifPresent(post -> {
                redis.execute(
                        NOTE,
                        List.of(key(post)),
                        by.person() + " " + by.proof().authenticator() + " " + mark(place),
                        SessionFields.millis(by.proof().at()),
                        SessionFields.millis(rules.touch()),
                        Integer.toString(MOST));
                redis.opsForValue().set(sessionKey(sid), by.person().toString(), rules.touch());
            });
        }
    }

    @Override
    public Touches open(Place place, PostRules rules, Duration window) {
        Duration within = window.compareTo(rules.touch()) <= 0 ? window : rules.touch();
        if (place.post().isEmpty() || !within.isPositive()) {
            return Touches.NONE;
        }
        List<TouchWindow> noted = noted(place, place.post().get(), within);
        return noted.isEmpty() ? Touches.NONE : new Open(ended.open(place.post().get(), noted), rules.touch());
    }

    private List<TouchWindow> noted(Place place, String post, Duration within) {
        Instant now = clock.instant();
        return Objects.requireNonNullElse(
                        redis.opsForZSet()
                                .reverseRangeByScoreWithScores(
                                        key(post),
                                        (double) now.minus(within).toEpochMilli() + 1,
                                        (double) now.plus(CLOCKS).toEpochMilli(),
                                        0,
                                        MOST),
                        Set.<TypedTuple<String>>of())
                .stream()
                .filter(row -> Objects.requireNonNull(row.getValue()).endsWith(" " + mark(place)))
                .map(RedisTouchWindows::window)
                .toList();
    }

    private static TouchWindow window(TypedTuple<String> row) {
        String[] names = Objects.requireNonNull(row.getValue()).split(" ", 3);
        Instant since =
                Instant.ofEpochMilli(Objects.requireNonNull(row.getScore()).longValue());
        return new TouchWindow(PersonId.of(names[0]), names[1], since);
    }

    private void close(PersonId person) {
        Instant now = clock.instant();
        ended.addTouchesOf(person, now, now.plus(LONGEST));
    }

    @Override
    public void closeLeft(String cookie) {
        String sid = cookie.split("\\.", 2)[0];
        Optional.ofNullable(redis.opsForValue().get(sessionKey(sid)))
                .map(PersonId::of)
                .ifPresent(this::close);
    }

    // it may be on two machines: what was given on one does not count for the other
    @EventListener
    void on(PostCopied copied) {
        Instant now = clock.instant();
        ended.addTouchesAt(copied.post(), now, now.plus(LONGEST));
    }

    // the copy has its code, or the holder is not who touches
    @EventListener
    void on(KeyCopied copied) {
        close(copied.person());
    }

    // whose means was suspended and taken back has not shown since then that it is in their hands
    @EventListener
    void on(AuthenticatorChanged changed) {
        authenticators.find(changed.id()).map(Authenticator::person).ifPresent(this::close);
    }

    /** The same machine, as far as it can be known: a copy of the post's cookie elsewhere has no window. */
    private static String mark(Place place) {
        String text = String.join("\n", place.zone(), place.range(), place.agent());
        return Bytes.of(text.getBytes(UTF_8)).sha256().toBase64Url();
    }

    private static String key(String post) {
        return "hc:touches:{" + post + "}";
    }

    private static String sessionKey(String sid) {
        return "hc:touches-of:{" + sid + "}";
    }

    private record Open(List<TouchWindow> windows, Duration longest) implements Touches {

        @Override
        public List<String> authenticators() {
            return windows.stream().map(TouchWindow::means).toList();
        }

        @Override
        public Optional<Touch> of(Verified by) {
            return windows.stream()
                    .filter(window -> window.means().equals(by.proof().authenticator())
                            && window.person().equals(by.person()))
                    .map(window -> new Touch(window.since(), window.since().plus(longest)))
                    .findFirst();
        }
    }
}
