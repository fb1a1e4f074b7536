package org.hospiconnect.idp.token.authorization;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The page for a request that must not be sent back: it can't be told to whom (RFC 6749 §4.1.2.1). By its own address it shows
 * the same refusal again, in the other language: the request, which may have been a form, is not made and counted twice.
 */
@Controller
public class RefusedRequestPage {

    public static final String PATH = "/refused";

    private static final String TOLD = RefusedRequestPage.class.getName();

    private final Set<String> codes;

    RefusedRequestPage(List<OtherCodes> others) {
        this.codes = Stream.concat(
                        Arrays.stream(AuthorizationRefusal.values()).map(Enum::name),
                        others.stream().flatMap(OtherCodes::names))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Codes of refusals that this page tells besides {@link AuthorizationRefusal}; one bean for each kind of request. */
    public interface OtherCodes {

        Stream<String> names();
    }

    private record Told(String code, String reference) {}

    /** What the page says when this request is forwarded to {@link #PATH}. */
    public static void tell(HttpServletRequest request, Enum<?> refusal, String reference) {
        request.setAttribute(TOLD, new Told(refusal.name(), reference));
    }

    @RequestMapping(PATH)
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String show(HttpServletRequest request, Model model) {
        Told told = told(request).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return show(told, model);
    }

    /** The same as the answer of a controller's own; it sets the status. */
    public static String show(Enum<?> refusal, String reference, Model model) {
        return show(new Told(refusal.name(), reference), model);
    }

    private static String show(Told told, Model model) {
        model.addAttribute("reference", told.reference());
        model.addAttribute("code", told.code());
        model.addAttribute(
                "here",
                PATH + "?" + AuthorizationAnswers.query(Map.of("code", told.code(), "reference", told.reference())));
        return "token/refused";
    }

    private Optional<Told> told(HttpServletRequest request) {
        if (request.getAttribute(TOLD) instanceof Told now) {
            return Optional.of(now);
        }
        String code = request.getParameter("code");
        String reference = request.getParameter("reference");
        return code != null && codes.contains(code) && reference != null && Secrets.isReference(reference)
                ? Optional.of(new Told(code, reference))
                : Optional.empty();
    }
}
