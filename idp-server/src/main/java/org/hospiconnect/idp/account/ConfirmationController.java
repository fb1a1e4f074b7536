package org.hospiconnect.idp.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.hospiconnect.idp.account.AccountVisits.Visit;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.authenticator.BrowserAnswer;
import org.hospiconnect.idp.authenticator.CeremonyRunner;
import org.hospiconnect.idp.authenticator.SignInAttempt;
import org.hospiconnect.idp.authenticator.TooManyChallenges;
import org.hospiconnect.idp.authenticator.Verification.Refused;
import org.hospiconnect.idp.authenticator.Verification.Verified;
import org.hospiconnect.idp.session.ServingKeys;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.workstation.Places;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** « Confirmez que c'est vous », for what only the holder in person may do. */
@Controller
class ConfirmationController {

    private static final String KIND = "webauthn";

    private final AccountVisits visits;
    private final CeremonyRunner runner;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Places places;
    private final AuditTrail trail;
    private final Secrets secrets;
    private final MessageSource words;

    ConfirmationController(
            AccountVisits visits,
            CeremonyRunner runner,
            Sessions sessions,
            SessionCookie cookie,
            Places places,
            AuditTrail trail,
            Secrets secrets,
            MessageSource words) {
        this.visits = visits;
        this.runner = runner;
        this.sessions = sessions;
        this.cookie = cookie;
        this.places = places;
        this.trail = trail;
        this.secrets = secrets;
        this.words = words;
    }

    @GetMapping("/account/confirm")
    String page(HttpServletRequest request, HttpServletResponse response, Model model) {
        return visits.find(request, response).map(visit -> show(model, visit)).orElse("redirect:/");
    }

    @PostMapping("/account/confirm/challenge")
    ResponseEntity<String> challenge(
            @RequestParam String csrf, HttpServletRequest request, HttpServletResponse response) {
        Visit visit = visits.need(request, response, csrf);
        return runner.begin(KIND, attempt(visit, request, new BrowserAnswer("", "")))
                .map(challenge -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(challenge.options()))
                .orElseGet(() -> TooManyChallenges.answer(words, secrets.reference()));
    }

    @PostMapping("/account/confirm")
    String finish(Form form, HttpServletRequest request, HttpServletResponse response, Model model) {
        Visit visit = visits.need(request, response, form.csrf());
        String reference = secrets.reference();
        return switch (runner.finish(KIND, attempt(visit, request, form.given()), form.given(), reference)) {
            case Verified verified -> confirmed(visit.session(), verified, response);
            case Refused refused -> {
                TooManyChallenges.tell(response, refused.reason());
                model.addAttribute("reference", reference).addAttribute("refused", true);
                yield show(model, visit);
            }
        };
    }

    private String confirmed(Session session, Verified verified, HttpServletResponse response) {
        Optional<Sessions.Opened> renewed =
                session.place().flatMap(place -> sessions.addProof(session, verified.proof(), place));
        renewed.ifPresent(opened -> {
            cookie.write(response, opened.cookie());
            trail.record(AuditEntry.done(Act.SIGN_IN_ACCEPTED)
                    .actor(session.person())
                    .person(session.person())
                    .session(session.sid())
                    .authenticator(verified.proof().authenticator())
                    .detail("how", "confirmed on the own pages"));
        });
        return renewed.isPresent() ? "redirect:/account" + Told.CONFIRMED.query() : "redirect:/";
    }

    private static String show(Model model, Visit visit) {
        model.addAttribute("csrf", visit.csrf());
        return "account/confirm";
    }

    /** Only this person's own means answer. */
    private SignInAttempt attempt(Visit visit, HttpServletRequest request, BrowserAnswer given) {
        Session session = visit.session();
        var serving = session.place().map(place -> new ServingKeys(places.rules(place), given));
        return new SignInAttempt(
                "account:" + session.sid(),
                Optional.of(session.person()),
                request.getRemoteAddr(),
                proof -> serving.filter(keys -> keys.test(proof)).isPresent());
    }

    /** The form; an empty {@code credential} means that the browser gave none, {@code failure} why. */
    record Form(String csrf, String credential, String failure) {

        BrowserAnswer given() {
            return new BrowserAnswer(credential, failure);
        }
    }
}
