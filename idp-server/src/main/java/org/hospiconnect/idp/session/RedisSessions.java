package org.hospiconnect.idp.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sessions as one Redis hash each, {@code hc:session:{sid}}: a field is written alone, so that two requests of one person
 * do not undo each other. The cookie is {@code sid.secret}; the hash of the secret is kept.
 */
@Component
class RedisSessions implements Sessions {

    /** Somebody being there is written at most this often. */
    private static final Duration ACTIVITY_STEP = Duration.ofSeconds(30);

    private static final Duration NEVER = Duration.ofDays(36_500);

    private static final TypeReference<List<Proof>> PROOFS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    // A session that ended in between must not come back as a few fields.
    private static final RedisScript<Long> WRITE = new DefaultRedisScript<>("""
            if redis.call('exists', KEYS[1]) == 0 and ARGV[1] == 'change' then return 0 end
            redis.call('hset', KEYS[1], unpack(ARGV, 3))
            redis.call('pexpire', KEYS[1], ARGV[2])
            return 1
            """, Long.class);

    // Of two proofs at once both stay.
    private static final RedisScript<Long> ADD_PROOF = new DefaultRedisScript<>("""
            local proofs = redis.call('hget', KEYS[1], 'proofs')
            if not proofs then return 0 end
            redis.call('hset', KEYS[1], 'proofs', string.sub(proofs, 1, -2) .. ',' .. ARGV[1] .. ']',
                'cookie', ARGV[2], 'activity', ARGV[3])
            redis.call('pexpire', KEYS[1], ARGV[4])
            return 1
            """, Long.class);

    // One field; the time to live stays.
    private static final RedisScript<Long> NOTE = new DefaultRedisScript<>("""
            if redis.call('exists', KEYS[1]) == 0 then return 0 end
            redis.call('hset', KEYS[1], ARGV[1], ARGV[2])
            return 1
            """, Long.class);

    // Reads, and notes that somebody is there: only whoever holds the cookie, only in time, not more often than the
    // step.
    private static final RedisScript<String> VISIT = new DefaultRedisScript<>("""
            local read = redis.call('hgetall', KEYS[1])
            local fields = {}
            for i = 1, #read, 2 do fields[read[i]] = read[i + 1] end
            if fields['cookie'] ~= ARGV[1] then return '{}' end
            local now, idle, ends = tonumber(ARGV[2]), tonumber(ARGV[4]), tonumber(fields['opened']) + tonumber(ARGV[5])
            local activity = tonumber(fields['activity'])
            if now - activity >= tonumber(ARGV[3]) and now < math.min(ends, activity + idle) then
                redis.call('hset', KEYS[1], 'activity', ARGV[2])
                redis.call('pexpire', KEYS[1], math.min(ends, now + idle) - now)
            end
            return cjson.encode(fields)
            """, String.class);

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final EndedSessions ended;
    private final FactsOfSessions facts;
    private final SessionSettings settings;
    private final Secrets secrets;
    private final Clock clock;

    RedisSessions(
            StringRedisTemplate redis,
            JsonMapper json,
            EndedSessions ended,
            FactsOfSessions facts,
            SessionSettings settings,
            Secrets secrets,
            Clock clock) {
        this.redis = redis;
        this.json = json;
        this.ended = ended;
        this.facts = facts;
        this.settings = settings;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Opened open(PersonId person, Proof proof) {
        Instant now = now();
        String sid = secrets.next(16).toBase64Url();
        String secret = secrets.token();
        var fields = new LinkedHashMap<String, String>();
        fields.put("person", person.toString());
        fields.put("opened", millis(now));
        fields.put("activity", millis(now));
        fields.put("proofs", json.writeValueAsString(List.of(proof)));
        fields.put("cookie", hash(secret));
        write("open", sid, left(now, now, now), fields);
        return new Opened(session(sid, fields), sid + "." + secret);
    }

    @Override
    public Optional<Opened> addProof(Session session, Proof proof) {
        Instant now = now();
        String secret = secrets.token();
        Long added = redis.execute(
                ADD_PROOF,
                List.of(key(session.sid())),
                json.writeValueAsString(proof),
                hash(secret),
                millis(now),
                Long.toString(Math.max(1, left(session.openedAt(), now, now).toMillis())));
        return Long.valueOf(1).equals(added)
                ? find(session.sid()).map(stronger -> new Opened(stronger, session.sid() + "." + secret))
                : Optional.empty();
    }

    @Override
    public Optional<Session> findByCookie(String cookie) {
        return visit(cookie, ACTIVITY_STEP);
    }

    @Override
    public Optional<Session> peekByCookie(String cookie) {
        return visit(cookie, NEVER);
    }

    private Optional<Session> visit(String cookie, Duration step) {
        String[] parts = cookie.split("\\.", 3);
        if (parts.length != 2) {
            return Optional.empty();
        }
        String read = redis.execute(
                VISIT,
                List.of(key(parts[0])),
                hash(parts[1]),
                millis(now()),
                millis(step),
                millis(settings.idle()),
                millis(settings.lifetime()));
        return live(parts[0], json.readValue(read, FIELDS));
    }

    @Override
    public Optional<Session> find(String sid) {
        return live(sid, read(sid));
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
    public Instant endOf(Session session) {
        return session.openedAt().plus(settings.lifetime());
    }

    @Override
    public Duration lifetime() {
        return settings.lifetime();
    }

    private boolean write(String verb, String sid, Duration left, Map<String, String> fields) {
        var arguments = new ArrayList<String>(List.of(verb, Long.toString(Math.max(1, left.toMillis()))));
        fields.forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        });
        Long written = redis.execute(WRITE, List.of(key(sid)), arguments.toArray());
        return Long.valueOf(1).equals(written);
    }

    private Duration left(Instant openedAt, Instant lastActivityAt, Instant now) {
        Instant byAge = openedAt.plus(settings.lifetime());
        Instant byIdleness = lastActivityAt.plus(settings.idle());
        return Duration.between(now, byAge.isBefore(byIdleness) ? byAge : byIdleness);
    }

    private Map<String, String> read(String sid) {
        return redis.<String, String>opsForHash().entries(key(sid));
    }

    private Optional<Session> live(String sid, Map<String, String> fields) {
        if (!fields.containsKey("person")) {
            return Optional.empty();
        }
        Session session = session(sid, fields);
        boolean over = !left(session.openedAt(), session.lastActivityAt(), clock.instant())
                .isPositive();
        return over || facts.of(session).ended() ? Optional.empty() : Optional.of(session);
    }

    private Session session(String sid, Map<String, String> fields) {
        return new Session(
                sid,
                PersonId.of(need(fields, "person")),
                json.readValue(need(fields, "proofs"), PROOFS),
                instant(need(fields, "opened")),
                instant(need(fields, "activity")),
                Optional.ofNullable(fields.get("situation")));
    }

    private static String need(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalStateException("a session without " + name));
    }

    // Scripts reckon in milliseconds.

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String millis(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static String key(String sid) {
        return "hc:session:{" + sid + "}";
    }

    private static String hash(String secret) {
        return Bytes.of(secret.getBytes(UTF_8)).sha256().toBase64Url();
    }
}
