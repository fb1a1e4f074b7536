package org.hospiconnect.idp.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionActivity;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.session.StandingGuard;
import org.hospiconnect.idp.session.Wanted;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.stereotype.Component;

/**
 * Applications say that a person is there (RIE v2 EXI RIE-PS 13): token traffic says nothing of it. Only of a session that the application
 * signed in to itself, and no more often than it has to.
 */
@Component
public class Activities {

    public static final String PATH = "/session/activity";
    public static final Duration WINDOW = SessionActivity.WINDOW;

    private final NamedSessions known;
    private final SessionActivity activity;
    private final StandingGuard guard;
    private final Sessions sessions;
    private final TokenTrail trail;

    Activities(
            NamedSessions known, SessionActivity activity, StandingGuard guard, Sessions sessions, TokenTrail trail) {
        this.known = known;
        this.activity = activity;
        this.guard = guard;
        this.sessions = sessions;
        this.trail = trail;
    }

    /** When the session is over unless somebody is there before, and when whatever happens. */
    public record Reported(Instant idleExpiresAt, Instant sessionExpiresAt) {}

    /**
     * Keeps the session from idleness, or says why not.
     *
     * @param name sid as the application knows it
     */
    public Reported report(ProvedClient caller, Optional<String> name) {
        String client = caller.application().id();
        String named = name.filter(PlainText::is).orElseThrow(() -> CountedError.of(TokenRefusal.REQUEST_MALFORMED));
        String sid =
                known.need(caller.application(), named, TokenRefusal.SESSION_OF_ANOTHER_CLIENT, activity::mayReport);
        if (!activity.mayReport(client, sid)) {
            throw CountedError.of(TokenRefusal.ACTIVITY_TOO_OFTEN);
        }
        return switch (guard.of(sid, new Wanted(client, Set.of(), Set.of()))) {
            case Standing.Refused(var reason) -> throw refused(TokenRefusal.of(reason), client, sid);
            case Standing.Good good -> {
                Session session =
                        sessions.touch(sid).orElseThrow(() -> refused(TokenRefusal.SESSION_ENDED, client, sid));
                Instant end = good.endsAt();
                yield new Reported(end.isBefore(session.overAt()) ? end : session.overAt(), end);
            }
        };
    }

    private OAuth2AuthenticationException refused(TokenRefusal refusal, String client, String sid) {
        return trail.refused(refusal, client, sid);
    }
}
