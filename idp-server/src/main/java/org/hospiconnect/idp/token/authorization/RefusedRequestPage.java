package org.hospiconnect.idp.token.authorization;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

/** The page for a request that must not be sent back: it can't be told to whom (RFC 6749 §4.1.2.1). */
@Controller
class RefusedRequestPage {

    static final String PATH = "/refused";
    static final String REFERENCE = RefusedRequestPage.class.getName() + ".reference";
    static final String REASON = RefusedRequestPage.class.getName() + ".reason";

    RefusedRequestPage() {}

    @RequestMapping(PATH)
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String show(HttpServletRequest request, Model model) {
        if (!(request.getAttribute(REFERENCE) instanceof String reference)
                || !(request.getAttribute(REASON) instanceof AuthorizationRefusal refusal)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("reference", reference);
        model.addAttribute("code", refusal.name());
        return "token/refused";
    }
}
