package org.hospiconnect.dpi.dmp;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.hospiconnect.dpi.chart.Patient;
import org.hospiconnect.dpi.chart.Patients;
import org.hospiconnect.dpi.signin.Destination;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Ouvrir le DMP": a purpose is chosen, the documents are shown, or what was refused and what to do. */
@Controller
@RequestMapping("/patients/{ipp}/dmp")
class DmpController {

    private final Patients patients;
    private final DmpAccess dmp;
    private final Destination destination;
    private final Clock clock;

    DmpController(Patients patients, DmpAccess dmp, Destination destination, Clock clock) {
        this.patients = patients;
        this.dmp = dmp;
        this.destination = destination;
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

    @GetMapping
    String choose() {
        return "dmp-purpose";
    }

    /** Whoever goes back or reloads sends no second access: what came of this one is kept for the page that follows, once. */
    @PostMapping
    String open(@ModelAttribute("patient") Patient patient, Opening opening, RedirectAttributes next) {
        var fault = opening.fault();
        if (fault.isPresent()) {
            next.addFlashAttribute("fault", fault.get());
            next.addFlashAttribute("glass", opening.breaksGlass());
            next.addFlashAttribute("reason", opening.raison());
            return "redirect:/patients/" + patient.ipp() + "/dmp";
        }
        next.addFlashAttribute("outcome", dmp.open(patient, opening));
        return "redirect:/patients/" + patient.ipp() + "/dmp/reponse";
    }

    @GetMapping("/reponse")
    String answer(@ModelAttribute("patient") Patient patient, Model model) {
        if (!(model.getAttribute("outcome") instanceof DmpOutcome outcome)) {
            return "redirect:/patients/" + patient.ipp() + "/dmp";
        }
        model.addAttribute("kind", outcome.getClass().getSimpleName());
        return "dmp";
    }

    /** Comes back to the choice of purpose, once the person has proved more. */
    @PostMapping("/preuve")
    String prove(@ModelAttribute("patient") Patient patient) {
        destination.remember("/patients/" + patient.ipp() + "/dmp");
        return "redirect:/oauth2/authorization/hospiconnect?proof=stronger";
    }
}
