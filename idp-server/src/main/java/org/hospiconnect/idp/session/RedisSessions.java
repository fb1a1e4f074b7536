package org.hospiconnect.idp.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hospiconnect.idp.session.SessionFields.millis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.workstation.Place;
import org.hospiconnect.idp.workstation.WorkstationSettings;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Sessions as one Redis hash each, {@code hc:session:{sid}}: a field is written alone, so that two requests of one person
 * do not undo each other. The cookie is {@code sid.secret}; the hash of the secret is kept.
 */
@Component
class RedisSessions implements Sessions {

    /** Somebody being there is written at most this often. */
    private static final Duration ACTIVITY_STEP = Duration.ofSeconds(30);

    private static final Duration NEVER = Duration.ofDays(36_500);

    private static final RedisScript<Long> OPEN = new DefaultRedisScript<>("""
            redis.call('hset', KEYS[1], unpack(ARGV, 2))
            redis.call('pexpire', KEYS[1], ARGV[1])
            return 1
            """, Long.class);

    // Of two proofs at once both stay.
    private static final RedisScript<Long> ADD_PROOF = new DefaultRedisScript<>("""
            local proofs = redis.call('hget', KEYS[1], 'proofs')
            if not proofs then return 0 end
            redis.call('hset', KEYS[1], 'proofs', string.sub(proofs, 1, -2) .. ',' .. ARGV[1] .. ']',
                'cookie', ARGV[2], 'activity', ARGV[3], 'place', ARGV[5])
            redis.call('pexpire', KEYS[1], ARGV[4])
            return 1
            """, Long.class);

    // One field; the time to live stays.
    private static final RedisScript<Long> NOTE = new DefaultRedisScript<>("""
            if redis.call('exists', KEYS[1]) == 0 then return 0 end
            redis.call('hset', KEYS[1], ARGV[1], ARGV[2])
            return 1
            """, Long.class);

    // Of two that shorten at once the stricter stays. A server of before wrote no limits.
    private static final RedisScript<Long> SHORTEN = new DefaultRedisScript<>("""
            if redis.call('exists', KEYS[1]) == 0 then return 0 end
            for i = 1, #ARGV, 2 do
                local kept = tonumber(redis.call('hget', KEYS[1], ARGV[i]) or ARGV[i + 1])
                redis.call('hset', KEYS[1], ARGV[i], math.min(kept, tonumber(ARGV[i + 1])))
            end
            return 1
            """, Long.class);

    // Reads, and notes that somebody is there: only whoever holds the cookie, or an application without one; only in
    // time,
    // not more often than the step.
    private static final RedisScript<String> VISIT = new DefaultRedisScript<>("""
            local read = redis.call('hgetall', KEYS[1])
            local fields = {}
            for i = 1, #read, 2 do fields[read[i]] = read[i + 1] end
            if not fields['person'] or ARGV[1] ~= '' and fields['cookie'] ~= ARGV[1] then return '{}' end
            local now = tonumber(ARGV[2])
            local idle = math.min(tonumber(ARGV[4]), tonumber(fields['idle'] or ARGV[4]))
            local ends = tonumber(fields['opened']) + math.min(tonumber(ARGV[5]), tonumber(fields['lifetime'] or ARGV[5]))
            local activity = tonumber(fields['activity'])
            if now - activity >= tonumber(ARGV[3]) and now < math.min(ends, activity + idle) then
                redis.call('hset', KEYS[1], 'activity', ARGV[2])
                redis.call('pexpire', KEYS[1], math.min(ends, now + idle) - now)
            end
            return cjson.encode(fields)
            """, String.class);

    private final StringRedisTemplate redis;
    private final SessionFields fields;
    private final EndedSessions ended;
    private final FactsOfSessions facts;
    private final SessionSettings settings;
    private final WorkstationSettings workstations;
    private final Secrets secrets;
    private final Clock clock;

    RedisSessions(
            StringRedisTemplate redis,
            SessionFields fields,
            EndedSessions ended,
            FactsOfSessions facts,
            SessionSettings settings,
            WorkstationSettings workstations,
            Secrets secrets,
            Clock clock) {
        this.redis = redis;
        this.fields = fields;
        this.ended = ended;
        this.facts = facts;
        this.settings = settings;
        this.workstations = workstations;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Opened open(PersonId person, Proof proof, Place place) {
        Instant now = now();
        String sid = secrets.next(16).toBase64Url();
        String secret = secrets.token();
        Limits limits = settings.limits().within(workstations.rules(place.postClass()));
        var session = new Session(sid, person, List.of(proof), now, now, Optional.empty(), Optional.of(place), limits);
        write(session, hash(secret));
        return new Opened(session, sid + "." + secret, place.post().flatMap(post -> settle(post, session)));
    }

    // one swap: of two that open at once each ends the other or is ended
    private Optional<Session> settle(String post, Session session) {
        return Optional.ofNullable(redis.opsForValue().setGet(postKey(post), session.sid(), settings.lifetime()))
                .flatMap(this::find);
    }

    @Override
    public Optional<Session> findByPost(String post) {
        return Optional.ofNullable(redis.opsForValue().get(postKey(post))).flatMap(this::find);
    }

    @Override
    public Optional<Opened> addProof(Session session, Proof proof, Place place) {
        Instant now = now();
        String secret = secrets.token();
        Long added = redis.execute(
                ADD_PROOF,
                List.of(key(session.sid())),
                fields.text(proof),
                hash(secret),
                millis(now),
                millis(left(session, now)),
                fields.text(place));
        return Long.valueOf(1).equals(added)
                ? find(session.sid())
                        .map(stronger -> new Opened(stronger, session.sid() + "." + secret, Optional.empty()))
                : Optional.empty();
    }

    @Override
    public Optional<Session> findByCookie(String cookie) {
        return findByCookie(cookie, Optional.empty());
    }

    @Override
    public Optional<Session> findByCookie(String cookie, Optional<Duration> idle) {
        return visit(cookie, new Noted(ACTIVITY_STEP, idle.orElse(settings.idle())));
    }

    @Override
    public Optional<Session> peekByCookie(String cookie) {
        return visit(cookie, new Noted(NEVER, settings.idle()));
    }

    /** That somebody is there: how often at most, and how long after the last time at the latest. */
    private record Noted(Duration step, Duration idle) {}

    private Optional<Session> visit(String cookie, Noted noted) {
        String[] parts = cookie.split("\\.", 3);
        if (parts.length != 2) {
            return Optional.empty();
        }
        return visit(parts[0], hash(parts[1]), noted);
    }

    private Optional<Session> visit(String sid, String cookie, Noted noted) {
        String read = redis.execute(
                VISIT,
                List.of(key(sid)),
                cookie,
                millis(now()),
                millis(noted.step()),
                millis(noted.idle()),
                millis(settings.lifetime()));
        return live(sid, fields.read(read));
    }

    @Override
    public Optional<Session> touch(String sid) {
        return visit(sid, "", new Noted(Duration.ZERO, settings.idle())).map(session -> session.activeAt(now()));
    }

    @Override
    public Optional<Session> find(String sid) {
        return live(sid, read(sid));
    }

    @Override
    public void shorten(Session session, Limits limits) {
        Limits stricter = session.limits().within(limits);
        if (!stricter.equals(session.limits())) {
            redis.execute(
                    SHORTEN,
                    List.of(key(session.sid())),
                    "idle",
                    millis(stricter.idle()),
                    "lifetime",
                    millis(stricter.lifetime()));
        }
    }

    @Override
    public void chooseWorkSituation(String sid, String situation) {
        redis.execute(NOTE, List.of(key(sid)), "situation", situation);
    }

    @Override
    public void end(String sid) {
        Instant now = clock.instant();
        ended.add(sid, now, now.plus(settings.lifetime()));
        redis.delete(key(sid));
    }

    @Override
    public void endAllOf(PersonId person) {
        Instant now = clock.instant();
        ended.addAllOf(person, now, now.plus(settings.lifetime()));
    }

    @Override
    public void endAll() {
        Instant now = clock.instant();
        ended.addAll(now, now.plus(settings.lifetime()));
    }

    @Override
    public Duration lifetime() {
        return settings.lifetime();
    }

    private void write(Session session, String cookie) {
        var arguments = new ArrayList<String>(List.of("cookie", cookie));
        fields.of(session).forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        });
        arguments.addFirst(millis(left(session, session.openedAt())));
        redis.execute(OPEN, List.of(key(session.sid())), arguments.toArray());
    }

    /** If somebody is there now. */
    private static Duration left(Session session, Instant now) {
        Instant byIdleness = now.plus(session.limits().idle());
        Instant end = session.endsAt().isBefore(byIdleness) ? session.endsAt() : byIdleness;
        return Duration.ofMillis(Math.max(1, Duration.between(now, end).toMillis()));
    }

    private Map<String, String> read(String sid) {
        return redis.<String, String>opsForHash().entries(key(sid));
    }

    private Optional<Session> live(String sid, Map<String, String> read) {
        return fields.session(sid, read)
                .filter(session -> clock.instant().isBefore(session.overAt()))
                .filter(session -> !facts.of(session).ended());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String key(String sid) {
        return "hc:session:{" + sid + "}";
    }

    private static String postKey(String post) {
        return "hc:post:{" + post + "}";
    }

    private static String hash(String secret) {
        return Bytes.of(secret.getBytes(UTF_8)).sha256().toBase64Url();
    }
}
