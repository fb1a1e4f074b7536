package org.hospiconnect.dpi.chart;

import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.hospiconnect.dpi.DpiSettings;
import org.hospiconnect.dpi.chart.OrderCalls.Answer;
import org.hospiconnect.dpi.signin.Destination;
import org.hospiconnect.dpi.signin.SignedIn;
import org.hospiconnect.dpi.signin.UnfinishedWork;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Prescrire un stupéfiant": type, prove who you are now, sign. */
@Controller
@RequestMapping("/patients/{ipp}/stupefiant")
class PrescriptionController {

    private static final String DRAFT = UnfinishedWork.KEY;

    private final Patients patients;
    private final OrderCalls calls;
    private final Destination destination;
    private final DpiSettings settings;
    private final Clock clock;

    PrescriptionController(
            Patients patients, OrderCalls calls, Destination destination, DpiSettings settings, Clock clock) {
        this.patients = patients;
        this.calls = calls;
        this.destination = destination;
        this.settings = settings;
        this.clock = clock;
    }

    @ModelAttribute("patient")
    Patient patient(@PathVariable String ipp) {
        return patients.find(ipp).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @ModelAttribute("today")
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
    }

    static String page(String ipp) {
        return "/patients/" + ipp + "/stupefiant";
    }

    @GetMapping
    String form(
            @PathVariable String ipp,
            @RequestParam(name = "refus", required = false) @Nullable Integer refused,
            HttpSession session,
            Model model) {
        model.addAttribute("refused", refused);
        String subject = me(model).subject();
        model.addAttribute(
                "form",
                draft(session, ipp)
                        .filter(draft -> draft.subject().equals(subject))
                        .map(PrescriptionDraft::form)
                        .orElse(PrescriptionForm.EMPTY));
        model.addAttribute("drugs", PrescriptionForm.DRUGS);
        return "prescription";
    }

    /** Nothing is prescribed here: the form is put aside and the person is asked to prove themselves. */
    @PostMapping
    String ask(@ModelAttribute("patient") Patient patient, PrescriptionForm form, HttpSession session, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("drugs", PrescriptionForm.DRUGS);
        if (!form.faults().isEmpty()) {
            model.addAttribute("faults", form.faults());
            return "prescription";
        }
        var asked = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        session.setAttribute(
                DRAFT, new PrescriptionDraft(patient.ipp(), form, me(model).subject(), asked));
        return switch (calls.put(patient.ipp(), form)) {
            case Answer.Done _ -> next(calls.maySign(patient.ipp()), patient.ipp(), session);
            case Answer other -> next(other, patient.ipp(), session);
        };
    }

    /** RFC 9470 §4: what was asked is asked of the person, and they come back to where they were, with what they typed. */
    private String next(Answer answer, String ipp, HttpSession session) {
        String signature = page(ipp) + "/signature";
        return switch (answer) {
            case Answer.Done _ -> "redirect:" + signature;
            case Answer.Challenged(var stepUp) -> {
                destination.remember(signature);
                yield stepUp.obeyedIn(session, clock.instant());
            }
            case Answer.SignInAgain _ -> {
                destination.remember(page(ipp));
                yield "redirect:/connexion";
            }
            case Answer.Refused(var status) -> "redirect:" + page(ipp) + "?refus=" + status;
        };
    }

    @GetMapping("/signature")
    String review(
            @PathVariable String ipp,
            @RequestParam(name = "preuve", required = false) @Nullable String refused,
            HttpSession session,
            Model model) {
        var draft = draft(session, ipp);
        if (draft.isEmpty()) {
            return "redirect:" + page(ipp);
        }
        var proof = refused == null ? proof(draft.get(), model) : FreshProof.TOO_OLD;
        model.addAttribute("proof", proof);
        model.addAttribute(
                "form",
                proof == FreshProof.OTHER_PERSON
                        ? PrescriptionForm.EMPTY
                        : draft.get().form());
        if (proof == FreshProof.OTHER_PERSON) {
            session.removeAttribute(DRAFT);
        }
        model.addAttribute("drugs", PrescriptionForm.DRUGS);
        return proof == FreshProof.GOOD ? "signature" : "prescription";
    }

    @PostMapping("/signature")
    String sign(@PathVariable String ipp, HttpSession session, Model model, RedirectAttributes next) {
        var draft = draft(session, ipp);
        if (draft.isEmpty() || proof(draft.get(), model) != FreshProof.GOOD) {
            return "redirect:" + page(ipp) + "/signature";
        }
        var answer = calls.sign(ipp);
        if (!(answer instanceof Answer.Done)) {
            return next(answer, ipp, session);
        }
        session.removeAttribute(DRAFT);
        next.addFlashAttribute("signed", draft.get().form().drug());
        return "redirect:/patients/" + ipp;
    }

    private FreshProof proof(PrescriptionDraft draft, Model model) {
        return FreshProof.of(draft, me(model).proof(), clock.instant(), settings.proofLife());
    }

    private static SignedIn me(Model model) {
        return (SignedIn) Objects.requireNonNull(model.getAttribute("me"));
    }

    private static Optional<PrescriptionDraft> draft(HttpSession session, String ipp) {
        return Optional.ofNullable((PrescriptionDraft) session.getAttribute(DRAFT))
                .filter(draft -> draft.ipp().equals(ipp));
    }
}
