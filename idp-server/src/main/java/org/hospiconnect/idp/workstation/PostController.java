package org.hospiconnect.idp.workstation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.value.TooMany;
import org.hospiconnect.idp.workstation.PostEnrolment.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page where a browser becomes a post, and says which one it is. */
@Controller
class PostController {

    private static final String PAGE = "workstation/post";
    private static final String CODE_REFUSED = "workstation.code.refused";
    private static final String TOO_MANY = "workstation.code.too-many";

    private final PostEnrolment enrolment;
    private final PostCookies cookies;

    PostController(PostEnrolment enrolment, PostCookies cookies) {
        this.enrolment = enrolment;
        this.cookies = cookies;
    }

    @GetMapping("/post")
    String ask(Told told, HttpServletRequest request, HttpServletResponse response, Model model) {
        cookies.read(request, response).post().ifPresent(post -> model.addAttribute("post", post));
        told.sentence().ifPresent(sentence -> model.addAttribute("sentence", sentence));
        model.addAttribute("reference", told.ownReference());
        return PAGE;
    }

    // A code typed by somebody else's page makes that page's visitor the code's post: whoever has the code could do it.
    @PostMapping("/post")
    String enrol(@RequestParam String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        Optional<String> before = cookies.read(request, response).post().map(Post::id);
        return switch (enrolment.enrol(code, before, request.getRemoteAddr())) {
            case Outcome.Enrolled(var cookie) -> {
                cookies.give(response, cookie);
                yield "redirect:/post";
            }
            case Outcome.Refused(var reason, var reference) -> {
                boolean tooMany = reason == PostRefusal.TOO_MANY_ATTEMPTS;
                if (tooMany) {
                    TooMany.tell(response, PostEnrolment.WINDOW);
                } else {
                    response.setStatus(HttpStatus.FORBIDDEN.value());
                }
                String sentence = tooMany ? TOO_MANY : CODE_REFUSED;
                model.addAttribute("sentence", sentence)
                        .addAttribute("reference", reference)
                        .addAttribute("here", "/post?told=" + sentence + "&reference=" + reference);
                yield PAGE;
            }
        };
    }

    /** What the form was answered, as the link to the other language carries it: a sentence of ours, and its reference. */
    record Told(@Nullable String told, @Nullable String reference) {

        Optional<String> sentence() {
            return Optional.ofNullable(told).filter(Set.of(CODE_REFUSED, TOO_MANY)::contains);
        }

        String ownReference() {
            return Optional.ofNullable(reference).filter(Secrets::isReference).orElse("");
        }
    }
}
