package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hospiconnect.idp.authenticator.BrowserAnswer;
import org.hospiconnect.idp.authenticator.CeremonyRunner;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.SignInAttempt;
import org.hospiconnect.idp.authenticator.TooManyChallenges;
import org.hospiconnect.idp.authenticator.Verification;
import org.hospiconnect.idp.authenticator.Verification.Refused;
import org.hospiconnect.idp.authenticator.Verification.Verified;
import org.hospiconnect.idp.session.Session;
import org.springframework.context.MessageSource;
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

/** The page of a means of sign-in, whatever its kind: asks for a challenge, brings the answer, asks the dispatcher. */
@Controller
class CeremonyController {

    private static final String SENTENCE = "sentence";
    private static final Set<String> SENTENCES = Arrays.stream(RefusalReason.values())
            .map(CeremonyController::sentence)
            .collect(Collectors.toUnmodifiableSet());

    private final SignInDesk desk;
    private final CeremonyRunner runner;
    private final Arrivals arrivals;
    private final Dispatcher dispatcher;
    private final SignInSettings settings;
    private final MessageSource words;

    CeremonyController(
            SignInDesk desk,
            CeremonyRunner runner,
            Arrivals arrivals,
            Dispatcher dispatcher,
            SignInSettings settings,
            MessageSource words) {
        this.desk = desk;
        this.runner = runner;
        this.arrivals = arrivals;
        this.dispatcher = dispatcher;
        this.settings = settings;
        this.words = words;
    }

    @GetMapping("/signin/{kind}")
    String page(@PathVariable String kind, Told told, HttpServletRequest request, Model model) {
        known(kind);
        if (SENTENCES.contains(told.told())) {
            model.addAttribute(SENTENCE, told.told());
        }
        return show(request, model, desk.need(request, told.s()), kind);
    }

    @PostMapping("/signin/{kind}/challenge")
    ResponseEntity<String> challenge(
            @PathVariable String kind,
            @RequestParam("s") String id,
            @RequestParam String csrf,
            HttpServletRequest request) {
        known(kind);
        SignIn signIn = desk.need(request, id, csrf);
        return runner.begin(kind, attempt(signIn, request))
                .map(challenge -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(challenge.options()))
                .orElseGet(() -> TooManyChallenges.answer(words, signIn.reference()));
    }

    @PostMapping("/signin/{kind}")
    String finish(Answer answer, HttpServletRequest request, HttpServletResponse response, Model model) {
        String kind = answer.kind();
        known(kind);
        SignIn signIn = desk.need(request, answer.s(), answer.csrf());
        Verification verification = runner.finish(kind, attempt(signIn, request), answer.given(), signIn.reference());
        return switch (verification) {
            case Verified verified -> {
                Session session = arrivals.arrive(signIn, verified, new Exchange(request, response));
                yield "redirect:" + dispatcher.onward(signIn, Optional.of(session));
            }
            case Refused refused -> {
                TooManyChallenges.tell(response, refused.reason());
                String told = sentence(refused.reason());
                model.addAttribute(SENTENCE, told);
                // the sentence, not the reason: it says no more to who reads the page's source
                model.addAttribute("here", again(kind, signIn, told));
                yield show(request, model, signIn, kind);
            }
        };
    }

    /** What the person reads; an unknown key and somebody else's read the same. */
    static String sentence(RefusalReason reason) {
        return switch (reason) {
            case GIVEN_UP -> "signin.refused.given-up";
            case CHALLENGE_UNKNOWN, CHALLENGE_EXPIRED -> "signin.refused.late";
            case UNKNOWN_AUTHENTICATOR, OTHER_OWNER, PERSON_NOT_ACTIVE -> "signin.refused.unknown";
            case USER_NOT_VERIFIED, USER_NOT_PRESENT, KEY_CANNOT_VERIFY -> "signin.refused.pin";
            case AUTHENTICATOR_NOT_USABLE, COUNTER_WENT_BACK -> "signin.refused.contact-desk";
            case TOO_MANY_ATTEMPTS -> "signin.refused.too-many";
            case PAGE_NOT_TRUSTED -> "signin.refused.address";
            case CHALLENGE_NOT_GIVEN -> "signin.refused.challenge";
            case MALFORMED,
                    CHALLENGE_OF_ANOTHER,
                    WRONG_ORIGIN,
                    WRONG_RELYING_PARTY,
                    SIGNATURE_INVALID,
                    ALGORITHM_NOT_OFFERED,
                    ATTESTATION_INVALID,
                    MODEL_NOT_ALLOWED,
                    KEY_NOT_SUPPORTED,
                    BROWSER_FAILED,
                    ALREADY_ENROLLED -> "signin.refused.failed";
        };
    }

    private static String again(String kind, SignIn signIn, String told) {
        return "/signin/" + kind + "?s=" + signIn.id() + "&told=" + told;
    }

    private String show(HttpServletRequest request, Model model, SignIn signIn, String kind) {
        model.addAttribute("autofill", settings.autofill());
        return SignInController.page(request, model, signIn, "signin/" + kind);
    }

    private void known(String kind) {
        if (!runner.kinds().contains(kind)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private static SignInAttempt attempt(SignIn signIn, HttpServletRequest request) {
        return new SignInAttempt(signIn.id(), Optional.empty(), request.getRemoteAddr());
    }

    /** The page's address: which sign-in, and the sentence that an answer had before the person pressed the other language. */
    record Told(String s, String told) {

        Told {
            s = Objects.requireNonNullElse(s, "");
            told = Objects.requireNonNullElse(told, "");
        }
    }

    /** The form; an empty {@code credential} means that the browser gave none, {@code failure} why. */
    record Answer(String kind, String s, String csrf, String credential, String failure) {

        BrowserAnswer given() {
            return new BrowserAnswer(credential, failure);
        }

        Answer {
            s = Objects.requireNonNullElse(s, "");
            csrf = Objects.requireNonNullElse(csrf, "");
        }
    }

    /** Both sides of the HTTP exchange. */
    record Exchange(HttpServletRequest request, HttpServletResponse response) {}
}
