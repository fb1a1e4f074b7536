package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
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
    private final BrowserSessions browser;
    private final Sessions sessions;
    private final People people;
    private final CeremonyRunner runner;
    private final AuditTrail trail;
    private final Clock clock;

    SignInController(
            SignInDesk desk,
            BrowserSessions browser,
            Sessions sessions,
            People people,
            CeremonyRunner runner,
            AuditTrail trail,
            Clock clock) {
        this.desk = desk;
        this.browser = browser;
        this.sessions = sessions;
        this.people = people;
        this.runner = runner;
        this.trail = trail;
        this.clock = clock;
    }

    @GetMapping("/signin")
    String dispatch(@RequestParam("s") String id, HttpServletRequest request, Model model) {
        SignIn signIn = desk.need(request, id);
        return switch (next(signIn, request)) {
            case Step.Ceremony(var kind) -> "redirect:/signin/" + kind + "?s=" + id;
            case Step.Choice(var kinds) -> page(request, model.addAttribute("kinds", kinds), signIn, "signin/choice");
            case Step.Consent() -> "redirect:/signin/consent?s=" + id;
            case Step.Situation() -> "redirect:/signin/situation?s=" + id;
            case Step.TooLow(var reached) ->
                page(request, model.addAttribute("reached", reached), signIn, "signin/too-low");
            case Step.Done() -> "redirect:" + desk.back(signIn);
        };
    }

    private Step next(SignIn signIn, HttpServletRequest request) {
        Optional<Session> session = browser.find(request, signIn).filter(open -> desk.counts(signIn, open));
        int situations = session.map(open -> situations(open).size()).orElse(0);
        return NextStep.of(signIn, session, situations, new NextStep.State(runner.kinds(), clock.instant()));
    }

    @GetMapping("/signin/situation")
    String situation(@RequestParam("s") String id, HttpServletRequest request, Model model) {
        SignIn signIn = desk.need(request, id);
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
        SignIn signIn = desk.need(request, id, csrf);
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
        SignIn signIn = desk.need(request, id, csrf);
        boolean tooLow = next(signIn, request) instanceof Step.TooLow;
        return "redirect:" + desk.refusal(signIn, tooLow ? "unmet_authentication_requirements" : "access_denied");
    }

    private Session session(HttpServletRequest request) {
        return browser.any(request).orElseThrow(() -> new ResponseStatusException(HttpStatus.GONE));
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
