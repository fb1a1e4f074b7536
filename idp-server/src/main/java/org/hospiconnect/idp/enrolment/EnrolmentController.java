package org.hospiconnect.idp.enrolment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hospiconnect.idp.authenticator.BrowserAnswer;
import org.hospiconnect.idp.authenticator.EnrolmentAttempt;
import org.hospiconnect.idp.authenticator.EnrolmentRunner;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.TooManyChallenges;
import org.hospiconnect.idp.authenticator.TypedNames;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.hospiconnect.idp.enrolment.Enrolments.CodeRefusal;
import org.hospiconnect.idp.enrolment.Enrolments.Opening;
import org.hospiconnect.idp.enrolment.Enrolments.Outcome;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.value.TooMany;
import org.jspecify.annotations.Nullable;
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

/** The pages behind an activation code. */
@Controller
class EnrolmentController {

    static final String COOKIE = "hc_enrolment";
    static final Duration VISIT = Duration.ofMinutes(20);

    private static final String SENTENCE = "sentence";
    private static final String CODE_REFUSED = "enrolment.code.refused";
    private static final String TOO_MANY = "enrolment.code.too-many";
    private static final Set<String> SENTENCES = Stream.concat(
                    Stream.of(CODE_REFUSED),
                    Arrays.stream(RefusalReason.values()).map(EnrolmentController::sentence))
            .collect(Collectors.toUnmodifiableSet());

    /** Whose wrong codes are counted together. */
    private static final String BROWSER = "hc_browser";

    private final Enrolments enrolments;
    private final EnrolmentVisits visits;
    private final EnrolmentRunner runner;
    private final EnrolmentSettings settings;
    private final People people;
    private final SessionCookie cookies;
    private final Secrets secrets;
    private final MessageSource words;

    EnrolmentController(
            Enrolments enrolments,
            EnrolmentVisits visits,
            EnrolmentRunner runner,
            EnrolmentSettings settings,
            People people,
            SessionCookie cookies,
            Secrets secrets,
            MessageSource words) {
        this.enrolments = enrolments;
        this.visits = visits;
        this.runner = runner;
        this.settings = settings;
        this.people = people;
        this.cookies = cookies;
        this.secrets = secrets;
        this.words = words;
    }

    @GetMapping("/enrol")
    String ask(Told told, HttpServletRequest request, HttpServletResponse response, Model model) {
        if (cookies.read(request, BROWSER).isEmpty()) {
            cookies.write(response, BROWSER, secrets.token(), Duration.ofSeconds(-1));
        }
        told.ifOurs(model).addAttribute("reference", told.ownReference());
        return "enrolment/code";
    }

    // A code typed by somebody else's page gains nothing: it opens that page's visitor an enrolment for the code's
    // person.
    @PostMapping("/enrol")
    String open(@RequestParam String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        var guesser = new CodeGuesses.Guesser(cookies.read(request, BROWSER), request.getRemoteAddr());
        return switch (enrolments.open(code, guesser)) {
            case Opening.Closed(var reason, var reference) -> {
                boolean tooMany = reason == CodeRefusal.TOO_MANY_ATTEMPTS;
                var told = new Told(tooMany ? TOO_MANY : CODE_REFUSED, reference);
                if (tooMany) {
                    TooMany.tell(response, settings.block());
                } else {
                    response.setStatus(HttpStatus.FORBIDDEN.value());
                }
                told.ifOurs(model).addAttribute("reference", reference).addAttribute("here", told.at("/enrol"));
                yield "enrolment/code";
            }
            case Opening.Open(var visit) -> {
                String cookie = secrets.token();
                visits.add(cookie, visit);
                cookies.write(response, COOKIE, cookie, VISIT);
                yield "redirect:/enrol/" + runner.kinds().getFirst();
            }
        };
    }

    @GetMapping("/enrol/{kind}")
    String page(@PathVariable String kind, Told told, HttpServletRequest request, Model model) {
        Optional<EnrolmentVisit> visit = visit(request);
        return visit.isEmpty()
                ? "redirect:/enrol"
                : show(told.ifOurs(model), visit.get(), attempt(visit.get(), kind, request), kind);
    }

    @PostMapping("/enrol/{kind}/challenge")
    ResponseEntity<String> challenge(@PathVariable String kind, @RequestParam String csrf, HttpServletRequest request) {
        // what is typed answers none, and what it began must not be begun anew behind the page's back
        if (runner.isTyped(kind)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        EnrolmentVisit visit = owned(request, csrf);
        return runner.begin(kind, attempt(visit, kind, request))
                .map(challenge -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(challenge.options()))
                .orElseGet(() -> TooManyChallenges.answer(words, visit.reference()));
    }

    @PostMapping("/enrol/{kind}")
    String finish(Form form, HttpServletRequest request, HttpServletResponse response, Model model) {
        EnrolmentVisit visit = owned(request, form.csrf());
        EnrolmentAttempt attempt = attempt(visit, form.kind(), request);
        BrowserAnswer given =
                runner.isTyped(form.kind()) ? BrowserAnswer.typed(request.getParameterMap()) : form.given();
        var answer = new Enrolments.Answer(form.kind(), form.label(), given, request.getRemoteAddr());
        return switch (enrolments.finish(visit, answer)) {
            case Outcome.Enrolled enrolled -> {
                cookies.read(request, COOKIE).ifPresent(visits::remove);
                cookies.clear(response, COOKIE);
                model.addAttribute("receipt", enrolled)
                        .addAttribute("typedName", TypedNames.of(enrolled.person()))
                        .addAttribute("reference", visit.reference());
                model.addAttribute("here", null); // the visit is over: no address shows it again
                yield "enrolment/receipt";
            }
            case Outcome.Refused(var reason) -> {
                TooManyChallenges.tell(response, reason);
                var told = new Told(sentence(reason), visit.reference());
                model.addAttribute("here", told.at("/enrol/" + form.kind()));
                yield show(told.ifOurs(model), visit, attempt, form.kind());
            }
        };
    }

    private static String sentence(RefusalReason reason) {
        return switch (reason) {
            case GIVEN_UP -> "enrolment.refused.given-up";
            case ALREADY_ENROLLED -> "enrolment.refused.already";
            case ATTESTATION_MISSING, MODEL_NOT_ALLOWED, MODEL_COMPROMISED, KEY_NOT_DEVICE_BOUND, KEY_NOT_SUPPORTED ->
                "enrolment.refused.model";
            case METADATA_STALE -> "enrolment.refused.not-now";
            case USER_NOT_VERIFIED, USER_NOT_PRESENT, KEY_CANNOT_VERIFY -> "enrolment.refused.pin";
            case PAGE_NOT_TRUSTED -> "enrolment.refused.address";
            case CHALLENGE_NOT_GIVEN -> "enrolment.refused.challenge";
            case TOO_MANY_ATTEMPTS -> TOO_MANY;
            case CHALLENGE_UNKNOWN, CHALLENGE_EXPIRED, PERSON_NOT_ACTIVE -> "enrolment.refused.late";
            case PASSWORD_WEAK -> "enrolment.refused.password-weak";
            case PASSWORD_DIFFERS -> "enrolment.refused.password-differs";
            case CODE_WRONG -> "enrolment.refused.code-wrong";
            case BUSY -> "enrolment.refused.busy";
            default -> "enrolment.refused.failed";
        };
    }

    private String show(Model model, EnrolmentVisit visit, EnrolmentAttempt attempt, String kind) {
        Person person = attempt.person();
        model.addAttribute("visit", visit)
                .addAttribute("name", person.exerciseName().display());
        model.addAttribute(
                "others",
                runner.kinds(person).stream()
                        .filter(other -> !other.equals(kind))
                        .toList());
        model.addAllAttributes(runner.shown(kind, attempt)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS)));
        return "enrolment/" + kind;
    }

    private EnrolmentAttempt attempt(EnrolmentVisit visit, String kind, HttpServletRequest request) {
        Person person = person(visit);
        if (!runner.kinds(person).contains(kind)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return new EnrolmentAttempt(visit.id(), person, request.getRemoteAddr());
    }

    private Optional<EnrolmentVisit> visit(HttpServletRequest request) {
        return cookies.read(request, COOKIE).flatMap(visits::find).filter(enrolments::goesOn);
    }

    private EnrolmentVisit owned(HttpServletRequest request, String csrf) {
        return visit(request)
                .filter(visit -> visit.csrf().equals(csrf))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    private Person person(EnrolmentVisit visit) {
        return people.find(visit.personId()).orElseThrow(() -> new ResponseStatusException(HttpStatus.GONE));
    }

    /** What a form was answered, as the link to the other language carries it: a sentence of ours, and its reference. */
    record Told(@Nullable String told, @Nullable String reference) {

        String at(String path) {
            return path + "?told=" + told + "&reference=" + reference;
        }

        Model ifOurs(Model model) {
            return told != null && SENTENCES.contains(told) ? model.addAttribute(SENTENCE, told) : model;
        }

        String ownReference() {
            return reference != null && Secrets.isReference(reference) ? reference : "";
        }
    }

    /** The form; an empty {@code credential} means that the browser gave none, {@code failure} why. */
    record Form(String kind, String csrf, String credential, String failure, String label) {

        BrowserAnswer given() {
            return new BrowserAnswer(credential, failure);
        }

        Form {
            csrf = Objects.requireNonNullElse(csrf, "");
            label = Objects.requireNonNullElse(label, "");
        }
    }
}
