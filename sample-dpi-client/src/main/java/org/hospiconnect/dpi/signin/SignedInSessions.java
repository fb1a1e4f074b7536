package org.hospiconnect.dpi.signin;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The browsers' sessions, with whom the provider signed in to them, so that it can end them. */
@Component
public class SignedInSessions implements HttpSessionListener {

    /** More than access tokens live, and than lies between the provider's answer to a sign-in and our session. */
    private static final Duration REMEMBERED = Duration.ofMinutes(15);

    /** What outlives the end: the word that it ended, what was typed, and the guard of the forms on the screen. */
    private static final Set<String> KEPT = Set.of(
            EndedSession.KEY,
            UnfinishedWork.KEY,
            "org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository.CSRF_TOKEN");

    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /** {@code sid} → until when a sign-in that was under way, or a token, may still arrive. */
    private final Map<String, Instant> endedSids = new ConcurrentHashMap<>();

    private final Clock clock;

    /** How a browser's session stands. */
    public enum Standing {
        SIGNED_IN,
        ENDED,
        NOBODY
    }

    /** Which sessions are to end: one by {@code sid}, or without it all of a person that began before. */
    public record Ending(Optional<String> subject, Optional<String> sid, Instant at) {}

    /** @param reportedAt when the provider was told last that somebody is there */
    private record Held(
            HttpSession session, SignedIn person, Standing standing, Instant reportedAt, Optional<Until> until) {

        Held with(Standing now) {
            return new Held(session, person, now, reportedAt, until);
        }

        boolean isMeantBy(Ending ending) {
            boolean isTheirs = ending.subject().map(person.subject()::equals).orElse(true);
            boolean isNamed = ending.sid().isPresent()
                    ? ending.sid().equals(person.sid())
                    : !person.at().isAfter(ending.at());
            return standing == Standing.SIGNED_IN && isTheirs && isNamed;
        }
    }

    public SignedInSessions(Clock clock) {
        this.clock = clock;
    }

    void add(HttpSession session, SignedIn person) {
        endedSids.values().removeIf(until -> until.isBefore(clock.instant()));
        // signing in gave the session another id
        held.values().removeIf(other -> other.session.equals(session));
        var added = new Held(session, person, Standing.SIGNED_IN, Instant.EPOCH, Optional.empty());
        held.put(session.getId(), added);
        if (person.sid().filter(endedSids::containsKey).isPresent()) {
            end(added, false);
        }
    }

    /** Says how many ended; none is no fault, they may have gone before. */
    public int end(Ending ending) {
        ending.sid().ifPresent(sid -> endedSids.put(sid, clock.instant().plus(REMEMBERED)));
        var meant = held.values().stream().filter(one -> one.isMeantBy(ending)).toList();
        meant.forEach(one -> end(one, ending.sid().isEmpty()));
        return meant.size();
    }

    private void end(Held one, boolean everywhere) {
        try {
            String subject = one.person.subject();
            String named = everywhere ? subject : one.person.sid().orElse(subject);
            one.session.setAttribute(EndedSession.KEY, new EndedSession(subject, named, everywhere, clock.instant()));
            held.computeIfPresent(one.session.getId(), (_, now) -> now.with(Standing.ENDED));
            Collections.list(one.session.getAttributeNames()).stream()
                    .filter(name -> !KEPT.contains(name))
                    .forEach(one.session::removeAttribute);
        } catch (IllegalStateException gone) {
            held.values().remove(one); // it ended by itself at this moment
        }
    }

    /** The provider said that this session is over: its tokens open nothing any more. */
    boolean isOver(@Nullable String sid) {
        return sid != null && endedSids.containsKey(sid);
    }

    public Standing of(@Nullable String sessionId) {
        return Optional.ofNullable(sessionId).map(held::get).map(Held::standing).orElse(Standing.NOBODY);
    }

    /** True once in each pause, for one of those who ask. */
    boolean mayReport(String sessionId, Instant now, Duration pause) {
        var granted = new AtomicBoolean();
        held.computeIfPresent(sessionId, (_, one) -> {
            boolean due = !now.isBefore(one.reportedAt.plus(pause));
            granted.set(due);
            return due ? new Held(one.session, one.person, one.standing, now, one.until) : one;
        });
        return granted.get();
    }

    void note(String sessionId, Until until) {
        held.computeIfPresent(
                sessionId,
                (_, one) -> new Held(one.session, one.person, one.standing, one.reportedAt, Optional.of(until)));
    }

    /** Empty as long as the provider has not said it. */
    public Optional<Until> untilOf(@Nullable String sessionId) {
        return Optional.ofNullable(sessionId).map(held::get).flatMap(Held::until);
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        held.values().removeIf(one -> one.session.equals(event.getSession()));
    }
}
