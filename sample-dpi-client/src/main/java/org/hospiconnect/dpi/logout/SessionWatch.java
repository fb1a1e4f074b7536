package org.hospiconnect.dpi.logout;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.hospiconnect.dpi.signin.SignedInSessions;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the page on the screen whether its session still stands. Comes before everything that would touch the session: a page
 * that asks every few seconds must not keep alive a session that nobody uses.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SessionWatch extends OncePerRequestFilter {

    static final String ADDRESS = "/session/etat";

    /** Seconds until the session ends, as far as the provider said. */
    static final String LEFT = "Session-Left";

    private final SignedInSessions sessions;
    private final Clock clock;

    SessionWatch(SignedInSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(ADDRESS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain rest)
            throws IOException, ServletException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        sessions.untilOf(request.getRequestedSessionId())
                .ifPresent(until -> response.setHeader(LEFT, until.left(clock.instant())));
        response.getWriter().write(sessions.of(request.getRequestedSessionId()).name());
    }
}
