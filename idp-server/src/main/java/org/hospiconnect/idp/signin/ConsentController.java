package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.SingleClaims;
import org.hospiconnect.idp.session.Session;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** {@code prompt=consent} (OpenID Connect Core §3.1.2.4): may this application be told this? */
@Controller
class ConsentController {

    private final SignInDesk desk;
    private final SessionsHere open;
    private final Clients clients;
    private final SingleClaims singleClaims;
    private final Whose whose;
    private final AuditTrail trail;

    ConsentController(
            SignInDesk desk,
            SessionsHere open,
            Clients clients,
            SingleClaims singleClaims,
            Whose whose,
            AuditTrail trail) {
        this.whose = whose;
        this.clients = clients;
        this.singleClaims = singleClaims;
        this.desk = desk;
        this.open = open;
        this.trail = trail;
    }

    @GetMapping("/signin/consent")
    String ask(@RequestParam("s") String id, HttpServletRequest request, HttpServletResponse response, Model model) {
        SignIn signIn = desk.need(request, id);
        Optional<Session> session = open.peek(request, response).filter(signIn::isAnsweredBy);
        if (session.isEmpty()) {
            return "redirect:/signin?s=" + signIn.id();
        }
        whose.tell(session.get(), model);
        model.addAttribute("scopes", signIn.scopes());
        List<String> claims = claims(signIn);
        model.addAttribute("claims", claims);
        model.addAttribute("shown", String.join(" ", claims));
        return SignInController.page(request, model, signIn, "signin/consent");
    }

    @PostMapping("/signin/consent")
    String answer(Answer answer, HttpServletRequest request, HttpServletResponse response) {
        SignIn signIn = desk.need(request, answer.s(), answer.csrf());
        boolean agree = answer.agrees();
        String claims = String.join(" ", claims(signIn));
        // the application was registered anew meanwhile: nobody read that
        if (agree && !claims.equals(answer.shown())) {
            return "redirect:/signin/consent?s=" + signIn.id();
        }
        Optional<Session> answering = open.peek(request, response).filter(signIn::isAnsweredBy);
        if (answering.isEmpty()) {
            return "redirect:/signin?s=" + signIn.id();
        }
        Session session = answering.get();
        trail.record(AuditEntry.done(agree ? Act.CONSENT_GIVEN : Act.CONSENT_DECLINED)
                .actor(session.person())
                .person(session.person())
                .client(signIn.clientId())
                .session(session.sid())
                .detail("scope", String.join(" ", signIn.scopes()))
                .detail("claims", claims));
        if (!agree) {
            return "redirect:" + desk.refusal(signIn, "access_denied");
        }
        desk.agree(signIn, session);
        return "redirect:/signin?s=" + signIn.id();
    }

    /** What it is told beside the scopes, because this very request asks for it by name. */
    private List<String> claims(SignIn signIn) {
        return clients.find(signIn.clientId())
                .map(client -> singleClaims.beside(Set.copyOf(signIn.scopes()), signIn.claims(), client))
                .orElse(List.of());
    }

    /** The form: what the page showed beside the scopes, and the button. */
    record Answer(String s, String csrf, String shown, String agree) {

        Answer {
            s = Objects.requireNonNullElse(s, "");
            csrf = Objects.requireNonNullElse(csrf, "");
            shown = Objects.requireNonNullElse(shown, "");
            agree = Objects.requireNonNullElse(agree, "");
        }

        boolean agrees() {
            return switch (agree) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
            };
        }
    }
}
