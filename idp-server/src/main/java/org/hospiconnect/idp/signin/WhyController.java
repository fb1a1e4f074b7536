package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.client.SignInRules;
import org.hospiconnect.idp.session.Session;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** "Pourquoi me redemande-t-on mon code ?", and for the officer what the level of this session rests on. */
@Controller
class WhyController {

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("Europe/Paris"));

    private final SignInDesk desk;
    private final Presences presences;
    private final SessionsHere open;
    private final LevelRules levels;
    private final Clock clock;

    WhyController(SignInDesk desk, Presences presences, SessionsHere open, LevelRules levels, Clock clock) {
        this.desk = desk;
        this.presences = presences;
        this.open = open;
        this.levels = levels;
        this.clock = clock;
    }

    /** @param id of the sign-in that asks; without it the page tells of the session alone */
    @GetMapping("/signin/why")
    String why(
            @RequestParam(name = "s", required = false) Optional<String> id,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Instant now = clock.instant();
        Optional<SignIn> asking = id.map(asked -> desk.need(request, asked));
        SignInRules rules = asking.map(signIn -> signIn.asked().rules()).orElse(SignInRules.NONE);
        // reading why is nobody's work: the session does not live longer for it
        Optional<Session> session = open.peek(request, response);
        session.ifPresent(found -> {
            model.addAttribute("since", HOUR.format(found.openedAt()));
            model.addAttribute("until", HOUR.format(found.endsAt()));
            found.touchUntil().ifPresent(end -> model.addAttribute("touchUntil", HOUR.format(end)));
            model.addAttribute("assessment", levels.assess(found.proofs(), now, rules::takes));
        });
        asking.ifPresent(signIn -> {
            var presence =
                    session.filter(found -> desk.counts(signIn, found)).map(found -> presences.of(found, signIn));
            boolean elsewhere = session.isEmpty() && open.isElsewhere(request, response);
            model.addAttribute("why", elsewhere ? Why.OTHER_PLACE : Why.of(signIn, presence, now));
            model.addAttribute("signIn", signIn);
        });
        return "signin/why";
    }
}
