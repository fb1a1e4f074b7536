package org.hospiconnect.idp;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The page of an error that a form had, in the other language: a link can't send the form again. It is no error itself. */
@Controller
class ErrorShownAgain {

    private static final String PATH = "/error-again";
    private static final int REQUEST_FAULTS = 400;
    private static final int SERVER_FAULTS = 500;
    private static final int END = 600;

    ErrorShownAgain() {}

    static boolean isNeeded(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR
                && !HttpMethod.GET.matches(String.valueOf(request.getAttribute(RequestDispatcher.ERROR_METHOD)));
    }

    static String address(HttpServletRequest request, String reference) {
        return PATH + "?status=" + request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) + "&reference="
                + reference;
    }

    @GetMapping(PATH)
    String show(@RequestParam int status, @RequestParam String reference, Model model) {
        if (status < REQUEST_FAULTS || status >= END || !Secrets.isReference(reference)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("status", status).addAttribute("reference", reference);
        return switch (status) {
            case 410, 429, 503 -> "error/" + status;
            default -> status < SERVER_FAULTS ? "error/4xx" : "error/5xx";
        };
    }
}
