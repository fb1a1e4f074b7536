package org.hospiconnect.idp.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hospiconnect.idp.session.SessionFields.millis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.workstation.Place;
import org.hospiconnect.idp.workstation.RulesOfPosts;
import org.springframework.data.redis.core.StringRedisTemplate;
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

    private final StringRedisTemplate redis;
    private final SessionFields fields;
    private final RedisOpenedSessions opened;
    private final EndedSessions ended;
    private final FactsOfSessions facts;
    private final SessionSettings settings;
    private final RulesOfPosts posts;
    private final Secrets secrets;
    private final Clock clock;

    RedisSessions(
            StringRedisTemplate redis,
            SessionFields fields,
            RedisOpenedSessions opened,
            EndedSessions ended,
            FactsOfSessions facts,
            SessionSettings settings,
            RulesOfPosts posts,
            Secrets secrets,
            Clock clock) {
        this.redis = redis;
        this.fields = fields;
        this.opened = opened;
        this.ended = ended;
        this.facts = facts;
        this.settings = settings;
        this.posts = posts;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Opened open(PersonId person, Proof proof, Place place) {
        Instant now = now();
        String sid = secrets.next(16).toBase64Url();
        String secret = secrets.token();
        Limits limits = settings.limits().within(posts.of(place));
        var session = new Session(sid, person, List.of(proof), now, now, Optional.empty(), Optional.of(place), limits);
        write(session, hash(secret));
        // after the session: whoever counts meanwhile must find it there
        List<String> all = opened.add(session);
        Optional<Session> before = place.post().flatMap(post -> settle(post, session));
        return new Opened(session, sid + "." + secret, before, beyond(session, before, all));
    }

    /** What Redis has is counted, and only what would end is asked of PostgreSQL: this is on the way of a sign-in. */
    private List<Session> beyond(Session session, Optional<Session> before, List<String> all) {
        List<Session> others = those(session.person(), all, sid -> inTime(sid, read(sid))).stream()
                .filter(other -> !other.sid().equals(session.sid()))
                .filter(other ->
                        before.filter(gone -> gone.sid().equals(other.sid())).isEmpty())
                .toList();
        return others.stream()
                .skip(settings.mostPerPerson() - 1L)
                .filter(other -> !facts.of(other).ended())
                .toList();
    }

    @Override
    public List<Session> findByPerson(PersonId person) {
        return those(person, opened.of(person), this::find);
    }

    /** The one that was used last first; those that are over are counted no more. */
    private List<Session> those(PersonId person, List<String> sids, Function<String, Optional<Session>> look) {
        List<Session> found = sids.stream().map(look).flatMap(Optional::stream).toList();
        Set<String> there = found.stream().map(Session::sid).collect(Collectors.toUnmodifiableSet());
        opened.remove(person, sids.stream().filter(sid -> !there.contains(sid)).toList());
        return found.stream()
                .sorted(Comparator.comparing(Session::lastActivityAt).reversed())
                .toList();
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
                RedisSessionScripts.ADD_PROOF,
                List.of(key(session.sid())),
                fields.text(proof),
                hash(secret),
                millis(now),
                millis(left(session.with(proof, place), now)),
                fields.text(place),
                session.place().filter(place::isSameAs).isPresent() ? "same" : "other");
        return Long.valueOf(1).equals(added)
                ? find(session.sid())
                        .map(stronger ->
                                new Opened(stronger, session.sid() + "." + secret, Optional.empty(), List.of()))
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
                RedisSessionScripts.VISIT,
                List.of(key(sid)),
                cookie,
                millis(now()),
                millis(noted.step()),
                millis(noted.idle()),
                millis(settings.lifetime()));
        Map<String, String> found = fields.read(read);
        if (!found.isEmpty() && inTime(sid, found).isEmpty()) {
            // the script knows the limits that were kept, and may just have noted somebody in a session that stricter
            // ones ended
            redis.delete(key(sid));
        }
        return live(sid, found);
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
                    RedisSessionScripts.SHORTEN,
                    List.of(key(session.sid())),
                    "idle",
                    millis(stricter.idle()),
                    "lifetime",
                    millis(stricter.lifetime()));
        }
    }

    @Override
    public void chooseWorkSituation(String sid, String situation) {
        redis.execute(RedisSessionScripts.NOTE, List.of(key(sid)), "situation", situation);
    }

    @Override
    public void end(String sid) {
        Instant now = clock.instant();
        ended.add(sid, now, now.plus(settings.lifetime()));
        Optional.ofNullable(redis.execute(RedisSessionScripts.END, List.of(key(sid))))
                .map(PersonId::of)
                .ifPresent(person -> opened.remove(person, List.of(sid)));
    }

    // the person's mark first: of two that end sessions of one person neither waits for the other in a circle
    @Override
    public void leave(Session session) {
        Instant now = clock.instant();
        ended.addTouchesOf(session.person(), now, now.plus(TouchWindows.LONGEST));
        end(session.sid());
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
        redis.execute(RedisSessionScripts.OPEN, List.of(key(session.sid())), arguments.toArray());
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
        return inTime(sid, read).filter(session -> !facts.of(session).ended());
    }

    private Optional<Session> inTime(String sid, Map<String, String> read) {
        return fields.session(sid, read).filter(session -> clock.instant().isBefore(session.overAt()));
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
