package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.BrowserAnswer;
import org.hospiconnect.idp.authenticator.CeremonyRunner;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.SignInAttempt;
import org.hospiconnect.idp.authenticator.TooManyChallenges;
import org.hospiconnect.idp.authenticator.Touches;
import org.hospiconnect.idp.authenticator.TypedNames;
import org.hospiconnect.idp.authenticator.Verification;
import org.hospiconnect.idp.authenticator.Verification.Refused;
import org.hospiconnect.idp.authenticator.Verification.Verified;
import org.hospiconnect.idp.session.ServingKeys;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.workstation.Place;
import org.hospiconnect.idp.workstation.Places;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** The page of a means of sign-in, whatever its kind: asks for a challenge, brings the answer, asks the dispatcher. */
@Controller
class CeremonyController {

    private static final String SENTENCE = "sentence";
    private static final String AUTOFILL = "autofill";
    private static final String UNKNOWN = "signin.refused.unknown";
    private static final String BY_NAME = "name";

    /** The only kind whose page asks a name before it asks a device. */
    private static final String KEY = "webauthn";

    private static final Set<String> SENTENCES = Arrays.stream(RefusalReason.values())
            .map(CeremonyController::sentence)
            .collect(Collectors.toUnmodifiableSet());

    private final SignInDesk desk;
    private final CeremonyRunner runner;
    private final Arrivals arrivals;
    private final Dispatcher dispatcher;
    private final Places places;
    private final SignInSettings settings;
    private final TouchOffers touches;
    private final MessageSource words;

    CeremonyController(
            SignInDesk desk,
            CeremonyRunner runner,
            Arrivals arrivals,
            Dispatcher dispatcher,
            Places places,
            SignInSettings settings,
            TouchOffers touches,
            MessageSource words) {
        this.desk = desk;
        this.runner = runner;
        this.arrivals = arrivals;
        this.dispatcher = dispatcher;
        this.places = places;
        this.settings = settings;
        this.touches = touches;
        this.words = words;
    }

    @GetMapping("/signin/{kind}")
    String page(Told told, HttpServletRequest request, HttpServletResponse response, Model model) {
        Place place = places.of(request, response);
        serving(told.kind(), place);
        if (SENTENCES.contains(told.told())) {
            model.addAttribute(SENTENCE, told.told());
        }
        SignIn signIn = desk.need(request, told.s());
        elsewise(model, told.kind(), signIn, place);
        var offer = new Offer(place, touches.of(signIn, place, request), told.by());
        return show(request, offering(model, offer), signIn, told.kind());
    }

    @PostMapping("/signin/{kind}/challenge")
    ResponseEntity<String> challenge(Wish wish, HttpServletRequest request, HttpServletResponse response) {
        known(wish.kind());
        if (runner.isTyped(wish.kind())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        SignIn signIn = desk.need(request, wish.s(), wish.csrf());
        if (wish.typed().isPresent() && !runner.asksNames(wish.kind())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Touches asked = wish.forTouch() ? touches.of(signIn, places.of(request, response), request) : Touches.NONE;
        return runner.begin(wish.kind(), asking(signIn, wish.typed(), request, asked))
                .map(challenge -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(challenge.options()))
                .orElseGet(() -> TooManyChallenges.answer(words, signIn.reference()));
    }

    @PostMapping("/signin/{kind}")
    String finish(Answer answer, HttpServletRequest request, HttpServletResponse response, Model model) {
        String kind = answer.kind();
        Place place = places.of(request, response);
        serving(kind, place);
        SignIn signIn = desk.need(request, answer.s(), answer.csrf());
        Touches offered = touches.of(signIn, place, request);
        BrowserAnswer given = runner.isTyped(kind) ? BrowserAnswer.typed(request.getParameterMap()) : answer.given();
        var serving = new ServingKeys(places.rules(place), given);
        Verification verification =
                runner.finish(kind, attempt(signIn, request, serving, offered), given, signIn.reference());
        return switch (verification) {
            case Verified verified -> {
                Session session = arrivals.arrive(signIn, verified, new Exchange(request, response));
                boolean told = place.isShared() || signIn.asked().fresh();
                SignIn proved = told ? desk.prove(signIn, session) : signIn;
                yield "redirect:" + dispatcher.onward(proved, Optional.of(session), place);
            }
            case Refused refused -> {
                TooManyChallenges.tell(response, refused.reason());
                told(offering(model, new Offer(place, offered, answer.by())), answer, signIn, refused.reason());
                elsewise(model, kind, signIn, place);
                yield show(request, model, signIn, kind);
            }
        };
    }

    private void elsewise(Model model, String kind, SignIn signIn, Place place) {
        model.addAttribute("others", dispatcher.others(kind, signIn, place))
                .addAttribute("notTaken", dispatcher.notTaken(signIn, place));
    }

    private static void told(Model model, Answer answer, SignIn signIn, RefusalReason reason) {
        String why = sentence(reason);
        model.addAttribute(SENTENCE, why);
        // alike for a made-up id and somebody's under another name
        model.addAttribute("unknown", sentence(reason).equals(UNKNOWN));
        // the sentence, not the reason: it says no more to who reads the page's source
        model.addAttribute("here", again(answer, signIn, why));
    }

    /** What the person reads; an unknown key and somebody else's read the same. */
    static String sentence(RefusalReason reason) {
        return switch (reason) {
            case GIVEN_UP -> "signin.refused.given-up";
            case CHALLENGE_UNKNOWN, CHALLENGE_EXPIRED -> "signin.refused.late";
            case UNKNOWN_AUTHENTICATOR, OTHER_OWNER, PERSON_NOT_ACTIVE -> UNKNOWN;
            case USER_NOT_VERIFIED, USER_NOT_PRESENT, KEY_CANNOT_VERIFY -> "signin.refused.pin";
            case AUTHENTICATOR_NOT_USABLE, COUNTER_WENT_BACK -> "signin.refused.contact-desk";
            case TOO_MANY_ATTEMPTS -> "signin.refused.too-many";
            case PAGE_NOT_TRUSTED -> "signin.refused.address";
            case CHALLENGE_NOT_GIVEN -> "signin.refused.challenge";
            case NAME_UNKNOWN, PASSWORD_WRONG, CODE_WRONG, CODE_USED -> "signin.refused.typed";
            case BUSY -> "signin.refused.busy";
            case NOT_SERVING_HERE -> "signin.refused.post";
            case MEANS_NOT_ACCEPTED -> "signin.refused.not-accepted";
            default -> "signin.refused.failed";
        };
    }

    private static String again(Answer answer, SignIn signIn, String told) {
        return "/signin/" + answer.kind() + "?s=" + signIn.id() + "&told=" + told
                + (answer.by().isEmpty() ? "" : "&by=" + answer.by());
    }

    private String show(HttpServletRequest request, Model model, SignIn signIn, String kind) {
        return SignInController.page(request, model, signIn, "signin/" + kind);
    }

    /** Passkeys that a browser proposes name whoever was there before. */
    private boolean mayPropose(Place place) {
        return settings.autofill() && !place.isShared();
    }

    private Model offering(Model model, Offer offer) {
        boolean asks = runner.asksNames(KEY);
        return model.addAttribute("asksNames", asks)
                .addAttribute("byName", asks && offer.isByName())
                .addAttribute("shared", offer.place().isShared())
                .addAttribute(AUTOFILL, !offer.isByName() && mayPropose(offer.place()))
                .addAttribute(
                        "touch",
                        !offer.isByName() && !offer.touches().authenticators().isEmpty());
    }

    /** What the page offers there; {@code by} is {@code name} where a name is typed and the keys of its person are asked for. */
    private record Offer(Place place, Touches touches, String by) {

        boolean isByName() {
            return by.equals(BY_NAME);
        }
    }

    private void known(String kind) {
        if (!runner.kinds().contains(kind)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private void serving(String kind, Place place) {
        if (!dispatcher.kinds(place).contains(kind)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private static SignInAttempt attempt(
            SignIn signIn, HttpServletRequest request, Predicate<Proof> serving, Touches touches) {
        return new SignInAttempt(
                signIn.id(), Optional.empty(), Optional.empty(), request.getRemoteAddr(), serving, touches);
    }

    private static SignInAttempt asking(
            SignIn signIn, Optional<String> name, HttpServletRequest request, Touches touches) {
        return new SignInAttempt(signIn.id(), Optional.empty(), name, request.getRemoteAddr(), _ -> true, touches);
    }

    /** The page's address: which kind and sign-in, and the sentence that an answer had before the person pressed the other language. */
    record Told(String kind, String s, String told, String by) {

        Told {
            s = Objects.requireNonNullElse(s, "");
            told = Objects.requireNonNullElse(told, "");
            by = BY_NAME.equals(by) ? BY_NAME : "";
        }
    }

    /** A challenge is asked for: of both factors, where a name is typed of its person's; or of a touch of whoever gave both not long before. */
    record Wish(
            String kind,
            String s,
            String csrf,
            String touch,
            @Nullable String name) {

        Wish {
            s = Objects.requireNonNullElse(s, "");
            csrf = Objects.requireNonNullElse(csrf, "");
            touch = Objects.requireNonNullElse(touch, "");
        }

        boolean forTouch() {
            return touch.equals("true");
        }

        /** Empty where the page asks for none. */
        Optional<String> typed() {
            if (name == null) {
                return Optional.empty();
            }
            Optional<String> read = TypedNames.read(name);
            if (read.isEmpty()) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
            }
            return read;
        }
    }

    /** The form; an empty {@code credential} means that the browser gave none, {@code failure} why. */
    record Answer(String kind, String s, String csrf, String credential, String failure, String by) {

        BrowserAnswer given() {
            return new BrowserAnswer(credential, failure);
        }

        Answer {
            by = BY_NAME.equals(by) ? BY_NAME : "";
            s = Objects.requireNonNullElse(s, "");
            csrf = Objects.requireNonNullElse(csrf, "");
        }
    }

    /** Both sides of the HTTP exchange. */
    record Exchange(HttpServletRequest request, HttpServletResponse response) {}
}
