package org.hospiconnect.idp.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

    private static final String CLIENT = "client:";
    private static final TypeReference<List<Proof>> PROOFS = new TypeReference<>() {};

    // A session that ended in between must not come back as a few fields.
    private static final RedisScript<Long> WRITE = new DefaultRedisScript<>("""
            if redis.call('exists', KEYS[1]) == 0 and ARGV[1] == 'change' then return 0 end
            redis.call('hset', KEYS[1], unpack(ARGV, 3))
            redis.call('pexpire', KEYS[1], ARGV[2])
            return 1
            """, Long.class);

    private final StringRedisTemplate redis;
    private final JsonMapper json;
    private final EndedSessions ended;
    private final SessionSettings settings;
    private final Secrets secrets;
    private final Clock clock;

    RedisSessions(
            StringRedisTemplate redis,
            JsonMapper json,
            EndedSessions ended,
            SessionSettings settings,
            Secrets secrets,
            Clock clock) {
        this.redis = redis;
        this.json = json;
        this.ended = ended;
        this.settings = settings;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Opened open(PersonId person, Proof proof) {
        Instant now = clock.instant();
        String sid = secrets.next(16).toBase64Url();
        String secret = secrets.token();
        var fields = new LinkedHashMap<String, String>();
        fields.put("person", person.toString());
        fields.put("opened", now.toString());
        fields.put("activity", now.toString());
        fields.put("proofs", json.writeValueAsString(List.of(proof)));
        fields.put("cookie", hash(secret));
        write("open", sid, left(now, now, now), fields);
        return new Opened(session(sid, fields), sid + "." + secret);
    }

    @Override
    public Opened addProof(Session session, Proof proof) {
        Instant now = clock.instant();
        String secret = secrets.token();
        var proofs = new ArrayList<>(session.proofs());
        proofs.add(proof);
        var fields =
                Map.of("proofs", json.writeValueAsString(proofs), "cookie", hash(secret), "activity", now.toString());
        if (!write("change", session.sid(), left(session.openedAt(), now, now), fields)) {
            return open(session.person(), proof);
        }
        return new Opened(find(session.sid()).orElseThrow(), session.sid() + "." + secret);
    }

    @Override
    public Optional<Session> findByCookie(String cookie) {
        String[] parts = cookie.split("\\.", 3);
        if (parts.length != 2) {
            return Optional.empty();
        }
        var fields = read(parts[0]);
        boolean known = Bytes.of(hash(parts[1]).getBytes(UTF_8))
                .equals(Bytes.of(fields.getOrDefault("cookie", "").getBytes(UTF_8)));
        return known ? live(parts[0], fields).map(this::touch) : Optional.empty();
    }

    @Override
    public Optional<Session> find(String sid) {
        return live(sid, read(sid));
    }

    @Override
    public void chooseWorkSituation(String sid, String situation) {
        find(sid).ifPresent(session -> change(session, Map.of("situation", situation)));
    }

    @Override
    public void attach(String sid, String clientId) {
        find(sid)
                .filter(session -> !session.clients().contains(clientId))
                .ifPresent(session -> change(session, Map.of(CLIENT + clientId, "1")));
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
    public Instant endOf(Session session) {
        return session.openedAt().plus(settings.lifetime());
    }

    private Session touch(Session session) {
        Instant now = clock.instant();
        if (session.lastActivityAt().plus(ACTIVITY_STEP).isAfter(now)) {
            return session;
        }
        write("change", session.sid(), left(session.openedAt(), now, now), Map.of("activity", now.toString()));
        return session;
    }

    private void change(Session session, Map<String, String> fields) {
        write("change", session.sid(), left(session.openedAt(), session.lastActivityAt(), clock.instant()), fields);
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
        return over || ended.contains(session) ? Optional.empty() : Optional.of(session);
    }

    private Session session(String sid, Map<String, String> fields) {
        return new Session(
                sid,
                PersonId.of(need(fields, "person")),
                json.readValue(need(fields, "proofs"), PROOFS),
                Instant.parse(need(fields, "opened")),
                Instant.parse(need(fields, "activity")),
                Optional.ofNullable(fields.get("situation")),
                fields.keySet().stream()
                        .filter(name -> name.startsWith(CLIENT))
                        .map(name -> name.substring(CLIENT.length()))
                        .collect(Collectors.toSet()));
    }

    private static String need(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalStateException("a session without " + name));
    }

    private static String key(String sid) {
        return "hc:session:{" + sid + "}";
    }

    private static String hash(String secret) {
        return Bytes.of(secret.getBytes(UTF_8)).sha256().toBase64Url();
    }
}
