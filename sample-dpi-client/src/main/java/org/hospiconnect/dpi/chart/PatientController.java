package org.hospiconnect.dpi.chart;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The ward's patients, and one patient's record. */
@Controller
class PatientController {

    private final Patients patients;
    private final Prescriptions prescriptions;
    private final Clock clock;

    PatientController(Patients patients, Prescriptions prescriptions, Clock clock) {
        this.patients = patients;
        this.prescriptions = prescriptions;
        this.clock = clock;
    }

    @GetMapping("/patients")
    String list(Model model) {
        model.addAttribute("patients", patients.all());
        model.addAttribute("today", today());
        return "patients";
    }

    @GetMapping("/patients/{ipp}")
    String record(@PathVariable String ipp, Model model) {
        var patient = patients.find(ipp).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("patient", patient);
        model.addAttribute("today", today());
        model.addAttribute("prescriptions", prescriptions.of(ipp));
        return "patient";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
    }
}
