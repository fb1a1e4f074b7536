package org.hospiconnect.dpi.chart;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.dpi.signin.UnfinishedWork;
import org.springframework.stereotype.Component;

/** The form of a controlled drug that was sent when its session had ended. */
@Component
class UnfinishedPrescription implements UnfinishedWork {

    private final Patients patients;

    UnfinishedPrescription(Patients patients) {
        this.patients = patients;
    }

    @Override
    public Optional<String> keep(HttpServletRequest request, String subject) {
        if (!request.getMethod().equals("POST")) {
            return Optional.empty();
        }
        return patients.all().stream()
                .filter(patient -> request.getRequestURI().equals(PrescriptionController.page(patient.ipp())))
                .findFirst()
                .map(patient -> {
                    // no proof was asked yet, so none will do: the form comes first
                    var draft = new PrescriptionDraft(patient.ipp(), typed(request), subject, Instant.MAX);
                    request.getSession().setAttribute(KEY, draft);
                    return PrescriptionController.page(patient.ipp());
                });
    }

    private static PrescriptionForm typed(HttpServletRequest request) {
        return new PrescriptionForm(
                request.getParameter("drug"),
                request.getParameter("dosage"),
                request.getParameter("days"),
                request.getParameter("comment"));
    }
}
