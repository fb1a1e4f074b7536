package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.authenticator.CeremonyRunner;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.directory.WorkSituation;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.signin.NextStep.Step;
import org.hospiconnect.idp.value.FormTarget;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The dispatcher: loads the sign-in, asks {@link NextStep}, redirects. Steps come back here and never call one another. */
@Controller
class SignInController {

    private final SignInDesk desk;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final People people;
    private final CeremonyRunner runner;
    private final AuditTrail trail;
    private final Clock clock;

    SignInController(
            SignInDesk desk,
            Sessions sessions,
            SessionCookie cookie,
            People people,
            CeremonyRunner runner,
            AuditTrail trail,
            Clock clock) {
        this.desk = desk;
        this.sessions = sessions;
        this.cookie = cookie;
        this.people = people;
        this.runner = runner;
        this.trail = trail;
        this.clock = clock;
    }

    @GetMapping("/signin")
    String dispatch(
            @RequestParam("s") String id, HttpServletRequest request, HttpServletResponse response, Model model) {
        Optional<SignIn> found = desk.find(request, id);
        if (found.isEmpty()) {
            response.setStatus(HttpStatus.GONE.value());
            return "signin/gone";
        }
        SignIn signIn = found.get();
        Optional<Session> session =
                cookie.read(request).flatMap(sessions::findByCookie).filter(open -> desk.counts(signIn, open));
        int situations = session.map(open -> situations(open).size()).orElse(0);
        var state = new NextStep.State(runner.kinds(), clock.instant());
        return switch (NextStep.of(signIn, session, situations, state)) {
            case Step.Ceremony(var kind) -> "redirect:/signin/" + kind + "?s=" + id;
            case Step.Choice(var kinds) -> page(request, model.addAttribute("kinds", kinds), signIn, "signin/choice");
            case Step.Consent() -> "redirect:/signin/consent?s=" + id;
            case Step.Situation() -> "redirect:/signin/situation?s=" + id;
            case Step.TooLow(var reached) ->
                page(request, model.addAttribute("reached", reached), signIn, "signin/too-low");
            case Step.Done() -> "redirect:" + desk.back(signIn);
        };
    }

    @GetMapping("/signin/situation")
    String situation(@RequestParam("s") String id, HttpServletRequest request, Model model) {
        SignIn signIn = desk.find(request, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.GONE));
        Session session = session(request);
        model.addAttribute("situations", situations(session).values());
        return page(request, model, signIn, "signin/situation");
    }

    @PostMapping("/signin/situation")
    String choose(
            @RequestParam("s") String id,
            @RequestParam String csrf,
            @RequestParam String situation,
            HttpServletRequest request) {
        SignIn signIn = desk.find(request, id)
                .filter(known -> known.csrf().equals(csrf))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        Session session = session(request);
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

    /** The person gives up, or the level can't be reached: the application hears it. */
    @PostMapping("/signin/abandon")
    String abandon(@RequestParam("s") String id, @RequestParam String csrf, HttpServletRequest request) {
        SignIn signIn = desk.find(request, id)
                .filter(known -> known.csrf().equals(csrf))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        boolean tooLow = cookie.read(request).flatMap(sessions::findByCookie).isPresent();
        return "redirect:" + desk.refusal(signIn, tooLow ? "unmet_authentication_requirements" : "access_denied");
    }

    private Session session(HttpServletRequest request) {
        return cookie.read(request)
                .flatMap(sessions::findByCookie)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.GONE));
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
