package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.workstation.Place;
import org.hospiconnect.idp.workstation.Places;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** On a shared post, somebody is signed in: is it who asks? If not, that session ends there, and nowhere else. */
@Controller
class RecognitionController {

    private final SignInDesk desk;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final SessionsHere open;
    private final Places places;
    private final Dispatcher dispatcher;
    private final Whose whose;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    RecognitionController(
            SignInDesk desk,
            Sessions sessions,
            SessionCookie cookie,
            SessionsHere open,
            Places places,
            Dispatcher dispatcher,
            Whose whose,
            AuditTrail trail,
            TransactionTemplate transaction) {
        this.desk = desk;
        this.sessions = sessions;
        this.cookie = cookie;
        this.open = open;
        this.places = places;
        this.dispatcher = dispatcher;
        this.whose = whose;
        this.trail = trail;
        this.transaction = transaction;
    }

    @GetMapping("/signin/who")
    String ask(@RequestParam("s") String id, HttpServletRequest request, HttpServletResponse response, Model model) {
        SignIn signIn = desk.need(request, id);
        Optional<Session> session = open.peek(request, response);
        if (session.isEmpty()) {
            return "redirect:/signin?s=" + signIn.id();
        }
        whose.tell(session.get(), model);
        return SignInController.page(request, model, signIn, "signin/who");
    }

    @PostMapping("/signin/who")
    String answer(Answer answer, HttpServletRequest request, HttpServletResponse response) {
        SignIn signIn = desk.need(request, answer.s(), answer.csrf());
        Place place = places.of(request, response);
        // about whom the page asked; somebody else may have signed in since, in another tab
        Optional<Session> meant = open.peek(request, response).filter(session -> Whose.isMeant(session, answer.who()));
        if (meant.isEmpty()) {
            return "redirect:/signin?s=" + signIn.id();
        }
        Session session = meant.get();
        return switch (answer.answer()) {
            case "same" -> {
                trail.record(
                        traced(Act.SESSION_CONTINUED, session, signIn, place).actor(session.person()));
                cookie.read(request).ifPresent(sessions::findByCookie); // now somebody is there
                yield "redirect:" + dispatcher.onward(desk.recognise(signIn, session), meant, place);
            }
            case "other" -> {
                end(session, signIn, place);
                cookie.clear(response);
                SignIn anew = desk.displace(signIn, session.person());
                yield "redirect:" + dispatcher.onward(anew, Optional.empty(), place);
            }
            default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        };
    }

    private void end(Session session, SignIn signIn, Place place) {
        transaction.executeWithoutResult(_ -> {
            sessions.end(session.sid());
            trail.record(traced(Act.SESSION_ENDED, session, signIn, place)
                    .actor("whoever came after")
                    .detail("why", "another user was asked for here"));
        });
    }

    private static AuditEntry traced(Act act, Session session, SignIn signIn, Place place) {
        return AuditEntry.done(act)
                .person(session.person())
                .client(signIn.clientId())
                .session(session.sid())
                .reference(signIn.reference())
                .detail("post", place.post().orElse("none"));
    }

    /** The form: about whom it asked, and {@code same} or {@code other}. */
    record Answer(String s, String csrf, String who, String answer) {

        Answer {
            s = Objects.requireNonNullElse(s, "");
            csrf = Objects.requireNonNullElse(csrf, "");
            who = Objects.requireNonNullElse(who, "");
            answer = Objects.requireNonNullElse(answer, "");
        }
    }
}
