package org.hospiconnect.idp.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.workstation.Place;
import org.hospiconnect.idp.workstation.Places;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Whose own pages these are: the person of this browser's session, while person and means may be used. */
@Component
class AccountVisits {

    private static final ZoneId FRANCE = ZoneId.of("Europe/Paris");

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final People people;
    private final OwnMeans own;
    private final Places places;
    private final Clock clock;

    AccountVisits(Sessions sessions, SessionCookie cookie, People people, OwnMeans own, Places places, Clock clock) {
        this.places = places;
        this.sessions = sessions;
        this.cookie = cookie;
        this.people = people;
        this.own = own;
        this.clock = clock;
    }

    /**
     * A session and what its forms must bring.
     *
     * @param csrf bound to the session by its cookie, and says nothing about it
     * @param shared on a post where somebody else may come next: what takes rights away only
     */
    record Visit(Session session, String csrf, boolean shared) {

        /** Whoever has the key and not its code sees nothing of what the person does elsewhere. */
        boolean byTouch() {
            return session.touchUntil().isPresent();
        }
    }

    /** On a person's own device only: at a shared post whoever comes next would add a key of theirs. */
    Optional<Visit> find(HttpServletRequest request, HttpServletResponse response) {
        return findAnywhere(request, response).filter(visit -> !visit.shared());
    }

    /** Blocking a means and ending a session give nobody anything, and must not wait. */
    Optional<Visit> findAnywhere(HttpServletRequest request, HttpServletResponse response) {
        Optional<String> secret = cookie.read(request);
        Place here = places.of(request, response);
        LocalDate today = LocalDate.ofInstant(clock.instant(), FRANCE);
        return secret.flatMap(sessions::peekByCookie)
                .filter(session -> session.isAt(here))
                .filter(session -> people.find(session.person())
                        .filter(person -> person.mayWorkOn(today))
                        .isPresent())
                .filter(own::stands)
                .map(session -> new Visit(session, csrf(secret.orElseThrow()), here.isShared()));
    }

    /** 403 for a form that is not of this session. */
    Visit need(HttpServletRequest request, HttpServletResponse response, String csrf) {
        return bearing(find(request, response), csrf);
    }

    /** The same for what may be done anywhere. */
    Visit needAnywhere(HttpServletRequest request, HttpServletResponse response, String csrf) {
        return bearing(findAnywhere(request, response), csrf);
    }

    private static Visit bearing(Optional<Visit> found, String csrf) {
        return found.filter(visit -> visit.csrf().equals(csrf))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    private static String csrf(String secret) {
        return Bytes.of(("account:" + secret).getBytes(StandardCharsets.UTF_8))
                .sha256()
                .toBase64Url();
    }
}
