package org.hospiconnect.idp.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.account.AccountVisits.Visit;
import org.hospiconnect.idp.account.MeansRules.Answer.Confirm;
import org.hospiconnect.idp.account.MeansRules.Answer.TooWeak;
import org.hospiconnect.idp.account.MeansRules.Answer.Yes;
import org.hospiconnect.idp.authenticator.KeyModel;
import org.hospiconnect.idp.authenticator.KeyModels;
import org.hospiconnect.idp.enrolment.OwnEnrolments;
import org.hospiconnect.idp.session.OpenSession;
import org.hospiconnect.idp.session.OpenSessions;
import org.hospiconnect.idp.value.Bytes;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** « Mes moyens de connexion »: what the person holds, blocks, removes and adds, and the sessions that are open. */
@Controller
class AccountController {

    private static final String PAGE = "redirect:/account";

    private final AccountVisits visits;
    private final OwnMeans own;
    private final OwnEnrolments enrolments;
    private final KeyModels models;
    private final OpenSessions sessions;

    AccountController(
            AccountVisits visits, OwnMeans own, OwnEnrolments enrolments, KeyModels models, OpenSessions sessions) {
        this.sessions = sessions;
        this.visits = visits;
        this.own = own;
        this.enrolments = enrolments;
        this.models = models;
    }

    @GetMapping("/account")
    String means(
            @RequestParam(defaultValue = "") String told,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<Visit> visit = visits.findAnywhere(request, response);
        if (visit.isEmpty()) {
            return "redirect:/";
        }
        Told.of(told).ifPresent(sentence -> model.addAttribute("sentence", sentence.key()));
        model.addAttribute("means", own.of(visit.get().session()));
        model.addAttribute("sessions", sessions(visit.get()));
        model.addAttribute("touch", visit.get().byTouch());
        model.addAttribute("visit", visit.get());
        model.addAttribute("csrf", visit.get().csrf());
        return "account/means";
    }

    private List<OpenSession> sessions(Visit visit) {
        return sessions.of(visit.session().person()).stream()
                .filter(open -> !visit.byTouch()
                        || open.session().sid().equals(visit.session().sid()))
                .toList();
    }

    @PostMapping("/account/suspend")
    String suspend(
            @RequestParam String id,
            @RequestParam String csrf,
            HttpServletRequest request,
            HttpServletResponse response) {
        Visit visit = visits.needAnywhere(request, response, csrf);
        if (!own.suspend(visit.session(), id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        // it may be the one behind this very session
        return own.stands(visit.session()) ? PAGE + Told.BLOCKED.query() : "redirect:/";
    }

    @PostMapping("/account/remove")
    String remove(
            @RequestParam String id,
            @RequestParam String csrf,
            HttpServletRequest request,
            HttpServletResponse response) {
        Visit visit = visits.need(request, response, csrf);
        MeansRules.Answer answer =
                own.remove(visit.session(), id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return switch (answer) {
            case Confirm(var needed) -> ConfirmationController.at(needed);
            case TooWeak _ -> PAGE + Told.TOO_WEAK.query();
            case Yes _ -> own.stands(visit.session()) ? PAGE + Told.REMOVED.query() : "redirect:/";
        };
    }

    @PostMapping("/account/add")
    String add(@RequestParam String csrf, HttpServletRequest request, HttpServletResponse response) {
        Visit visit = visits.need(request, response, csrf);
        return switch (own.mayAdd(visit.session())) {
            case Confirm(var needed) -> ConfirmationController.at(needed);
            case TooWeak _ -> PAGE + Told.TOO_WEAK.query();
            case Yes yes -> "redirect:" + enrolments.begin(own.vouching(visit.session(), yes), response);
        };
    }

    /** Makers' pictures, from FIDO's list; a PNG and nothing else. */
    @GetMapping("/account/models/{model}")
    ResponseEntity<byte[]> icon(@PathVariable String model) {
        return models.find(model)
                .flatMap(KeyModel::icon)
                .map(Bytes::toArray)
                .map(png -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_PNG)
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(1)))
                        .body(png))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
