package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.signin.NextStep.Step;
import org.hospiconnect.idp.value.FormTarget;
import org.hospiconnect.idp.workstation.Places;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The page of the {@link Dispatcher}: what a person reads or chooses between steps, and the way on. */
@Controller
class SignInController {

    private final SignInDesk desk;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final SessionsHere open;
    private final People people;
    private final Dispatcher dispatcher;
    private final Places places;
    private final Presences presences;
    private final Whose whose;
    private final AuditTrail trail;

    SignInController(
            SignInDesk desk,
            Sessions sessions,
            SessionCookie cookie,
            SessionsHere open,
            People people,
            Dispatcher dispatcher,
            Places places,
            Presences presences,
            Whose whose,
            AuditTrail trail) {
        this.whose = whose;
        this.desk = desk;
        this.sessions = sessions;
        this.cookie = cookie;
        this.open = open;
        this.people = people;
        this.dispatcher = dispatcher;
        this.places = places;
        this.presences = presences;
        this.trail = trail;
    }

    @GetMapping("/signin")
    String dispatch(
            @RequestParam("s") String id, HttpServletRequest request, HttpServletResponse response, Model model) {
        SignIn signIn = desk.need(request, id);
        Optional<Session> session = cookie.read(request).flatMap(sessions::peekByCookie);
        Step next = dispatcher.next(signIn, session, places.of(request, response));
        return switch (next) {
            case Step.Choice(var kinds) -> page(request, model.addAttribute("kinds", kinds), signIn, "signin/choice");
            case Step.TooLow(var reached) -> {
                boolean strong = reached.level().reaches(signIn.least());
                model.addAttribute("reached", reached)
                        .addAttribute(
                                "otherSort", strong && !signIn.asked().rules().takes(reached));
                yield page(request, model, signIn, "signin/too-low");
            }
            case Step.Anew(var gone, var reason) -> {
                presences.end(gone, reason, signIn);
                yield "redirect:/signin?s=" + signIn.id();
            }
            case Step.TurnedAway away -> {
                presences.turnAway(away.session(), away.reason(), signIn);
                response.setStatus(HttpStatus.FORBIDDEN.value());
                yield page(request, model.addAttribute("reason", away.reason()), signIn, "signin/turned-away");
            }
            case Step.Ceremony _, Step.Recognition _, Step.Consent _, Step.Situation _, Step.Done _ ->
                "redirect:" + dispatcher.address(signIn, next);
        };
    }

    @GetMapping("/signin/situation")
    String situation(
            @RequestParam("s") String id, HttpServletRequest request, HttpServletResponse response, Model model) {
        SignIn signIn = desk.need(request, id);
        Optional<Session> session = answering(signIn, request, response);
        if (session.isEmpty()) {
            return "redirect:/signin?s=" + signIn.id();
        }
        whose.tell(session.get(), model);
        model.addAttribute("situations", situations(session.get()).values());
        return page(request, model, signIn, "signin/situation");
    }

    @PostMapping("/signin/situation")
    String choose(Choice choice, HttpServletRequest request, HttpServletResponse response) {
        SignIn signIn = desk.need(request, choice.s(), choice.csrf());
        Optional<Session> answering = answering(signIn, request, response);
        if (answering.isEmpty()) {
            return "redirect:/signin?s=" + signIn.id();
        }
        Session session = answering.get();
        String situation = choice.situation();
        if (!situations(session).containsKey(situation)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        trail.record(AuditEntry.done(Act.WORK_SITUATION_CHOSEN)
                .person(session.person())
                .client(signIn.clientId())
                .session(session.sid())
                .detail("situation", situation));
        sessions.chooseWorkSituation(session.sid(), situation);
        return "redirect:/signin?s=" + signIn.id();
    }

    /** The form: the situation's id. */
    record Choice(String s, String csrf, String situation) {

        Choice {
            s = Objects.requireNonNullElse(s, "");
            csrf = Objects.requireNonNullElse(csrf, "");
            situation = Objects.requireNonNullElse(situation, "");
        }
    }

    /** The person gives up, or the level can't be reached: the application hears it. */
    @PostMapping("/signin/abandon")
    String abandon(
            @RequestParam("s") String id,
            @RequestParam String csrf,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignIn signIn = desk.need(request, id, csrf);
        Optional<Session> session = cookie.read(request).flatMap(sessions::peekByCookie);
        boolean tooLow = dispatcher.next(signIn, session, places.of(request, response)) instanceof Step.TooLow;
        return "redirect:" + desk.refusal(signIn, tooLow ? "unmet_authentication_requirements" : "access_denied");
    }

    private Optional<Session> answering(SignIn signIn, HttpServletRequest request, HttpServletResponse response) {
        return open.peek(request, response).filter(signIn::isAnsweredBy);
    }

    private Map<String, WorkSituation> situations(Session session) {
        return people.find(session.person()).map(Person::workSituations).orElse(List.of()).stream()
                .collect(Collectors.toMap(
                        WorkSituation::id, situation -> situation, (first, _) -> first, LinkedHashMap::new));
    }

    static String page(HttpServletRequest request, Model model, SignIn signIn, String view) {
        URI target = URI.create(signIn.redirectUri());
        request.setAttribute(FormTarget.ATTRIBUTE, target.getScheme() + "://" + target.getAuthority());
        model.addAttribute("signIn", signIn);
        return view;
    }
}
