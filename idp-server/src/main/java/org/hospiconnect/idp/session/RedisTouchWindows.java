package org.hospiconnect.idp.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.assurance.Proof.Touch;
import org.hospiconnect.idp.authenticator.Touches;
import org.hospiconnect.idp.authenticator.Verification.Verified;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.workstation.Place;
import org.hospiconnect.idp.workstation.PostRules;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/** {@code hc:touch:{post}}: by id of the means, when both of its factors were last given there. */
@Component
class RedisTouchWindows implements TouchWindows {

    /** As many keys are named to the browser at most; whoever was there before them gives both factors. */
    static final int MOST = 20;

    // The latest stay, and the key goes with the last of them.
    private static final RedisScript<Long> NOTE = new DefaultRedisScript<>("""
            redis.call('zadd', KEYS[1], 'gt', ARGV[2], ARGV[1])
            redis.call('zremrangebyrank', KEYS[1], 0, -1 - tonumber(ARGV[4]))
            redis.call('pexpire', KEYS[1], ARGV[3])
            return 1
            """, Long.class);

    private final StringRedisTemplate redis;
    private final FactsOfSessions facts;
    private final Clock clock;

    RedisTouchWindows(StringRedisTemplate redis, FactsOfSessions facts, Clock clock) {
        this.redis = redis;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public void note(Proof proof, Place place, PostRules rules) {
        if (proof.grounds().userVerified() && rules.touch().isPositive()) {
            place.post()
                    .ifPresent(post -> redis.execute(
                            NOTE,
                            List.of(key(post)),
                            proof.authenticator(),
                            SessionFields.millis(proof.at()),
                            SessionFields.millis(rules.touch()),
                            Integer.toString(MOST)));
        }
    }

    @Override
    public Touches open(Place place, PostRules rules, Duration window) {
        Duration within = window.compareTo(rules.touch()) <= 0 ? window : rules.touch();
        if (place.post().isEmpty() || !within.isPositive()) {
            return Touches.NONE;
        }
        var both = new LinkedHashMap<String, Instant>();
        Optional.ofNullable(redis.opsForZSet()
                        .reverseRangeByScoreWithScores(
                                key(place.post().get()),
                                (double) clock.instant().minus(within).toEpochMilli() + 1,
                                Double.POSITIVE_INFINITY,
                                0,
                                MOST))
                .ifPresent(rows -> rows.forEach(row -> put(both, row)));
        return both.isEmpty() ? Touches.NONE : new Open(both, rules.touch(), facts);
    }

    private static void put(Map<String, Instant> both, TypedTuple<String> row) {
        if (row.getValue() != null && row.getScore() != null) {
            both.put(row.getValue(), Instant.ofEpochMilli(row.getScore().longValue()));
        }
    }

    @Override
    public void close(Session session) {
        session.place()
                .flatMap(Place::post)
                .ifPresent(post -> redis.opsForZSet()
                        .remove(
                                key(post),
                                session.proofs().stream()
                                        .map(Proof::authenticator)
                                        .distinct()
                                        .toArray()));
    }

    private static String key(String post) {
        return "hc:touch:{" + post + "}";
    }

    private static Session asIfOpened(PersonId person, Proof proof, Instant at) {
        var limits = new Limits(Duration.ZERO, Duration.ZERO);
        return new Session("", person, List.of(proof), at, at, Optional.empty(), Optional.empty(), limits);
    }

    /** @param both when, by id of the means */
    private record Open(Map<String, Instant> both, Duration window, FactsOfSessions facts) implements Touches {

        @Override
        public List<String> authenticators() {
            return List.copyOf(both.keySet());
        }

        @Override
        public Optional<Touch> of(Verified by) {
            return Optional.ofNullable(both.get(by.proof().authenticator()))
                    .filter(at -> !isOver(by.person(), by.proof(), at))
                    .map(at -> new Touch(at, at.plus(window)));
        }

        /** What ended all that the person had open since then ended this too. */
        private boolean isOver(PersonId person, Proof proof, Instant at) {
            return facts.of(asIfOpened(person, proof, at)).ended();
        }
    }
}
