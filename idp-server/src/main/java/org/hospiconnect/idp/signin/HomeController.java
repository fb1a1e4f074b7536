package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.session.TouchWindows;
import org.hospiconnect.idp.workstation.Places;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Who is signed in here, and leaving the post. */
@Controller
class HomeController {

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("Europe/Paris"));

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Places places;
    private final TouchWindows touches;
    private final People people;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HomeController(
            Sessions sessions,
            SessionCookie cookie,
            Places places,
            TouchWindows touches,
            People people,
            AuditTrail trail,
            TransactionTemplate transaction,
            Clock clock) {
        this.clock = clock;
        this.sessions = sessions;
        this.cookie = cookie;
        this.places = places;
        this.touches = touches;
        this.people = people;
        this.trail = trail;
        this.transaction = transaction;
    }

    @GetMapping("/")
    String home(HttpServletRequest request, HttpServletResponse response, Model model) {
        Optional<String> secret = cookie.read(request);
        Optional<Session> live = secret.flatMap(sessions::peekByCookie);
        Optional<Session> session = live.filter(found -> found.isAt(places.of(request, response)));
        session.flatMap(found -> people.find(found.person()))
                .map(Person::exerciseName)
                .ifPresent(name -> model.addAttribute("name", name.display()));
        session.flatMap(Session::touchUntil)
                .filter(clock.instant()::isBefore)
                .ifPresent(until -> model.addAttribute("touchUntil", HOUR.format(until)));
        // one that was opened elsewhere is told of by nothing, and can be left
        secret.filter(_ -> live.isPresent()).ifPresent(value -> model.addAttribute("csrf", csrf(value)));
        return "signin/home";
    }

    @PostMapping("/leave")
    String leave(@RequestParam String csrf, HttpServletRequest request, HttpServletResponse response) {
        String secret = cookie.read(request)
                .filter(value -> csrf(value).equals(csrf))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        // one that is over: the person leaves only now
        sessions.findByCookie(secret).ifPresentOrElse(this::end, () -> touches.closeLeft(secret));
        cookie.clear(response);
        return "redirect:/left";
    }

    @GetMapping("/left")
    String left() {
        return "signin/left";
    }

    private void end(Session session) {
        transaction.executeWithoutResult(_ -> {
            sessions.leave(session);
            AuditEntry left = AuditEntry.done(Act.LOGOUT)
                    .person(session.person())
                    .session(session.sid())
                    .actor(session.person())
                    .detail("how", "left the post");
            trail.record(session.post().map(post -> left.detail("post", post)).orElse(left));
        });
    }

    // bound to the session by its cookie, and says nothing about it
    private static String csrf(String secret) {
        return RedisSignIns.hash("leave:" + secret);
    }
}
