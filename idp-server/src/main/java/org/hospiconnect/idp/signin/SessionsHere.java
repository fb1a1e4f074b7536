package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.workstation.Places;
import org.springframework.stereotype.Component;

/** The session of a browser for pages that tell of it or take its person's word: where that person proved it, and nowhere else. */
@Component
class SessionsHere {

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Places places;

    SessionsHere(Sessions sessions, SessionCookie cookie, Places places) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.places = places;
    }

    /** Is this browser's session one that was proved at another place? Of it nothing is told. */
    boolean isElsewhere(HttpServletRequest request, HttpServletResponse response) {
        return cookie.read(request)
                .flatMap(sessions::peekByCookie)
                .filter(session -> !session.isAt(places.of(request, response)))
                .isPresent();
    }

    /** Looking says nothing of who looks. */
    Optional<Session> peek(HttpServletRequest request, HttpServletResponse response) {
        return cookie.read(request)
                .flatMap(sessions::peekByCookie)
                .filter(session -> session.isAt(places.of(request, response)));
    }
}
