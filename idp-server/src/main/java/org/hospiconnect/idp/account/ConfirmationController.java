package org.hospiconnect.idp.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hospiconnect.idp.account.AccountVisits.Visit;
import org.hospiconnect.idp.assurance.LevelRules;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditEntry;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.authenticator.BrowserAnswer;
import org.hospiconnect.idp.authenticator.CeremonyRunner;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.authenticator.SignInAttempt;
import org.hospiconnect.idp.authenticator.TooManyChallenges;
import org.hospiconnect.idp.authenticator.Verification.Refused;
import org.hospiconnect.idp.authenticator.Verification.Verified;
import org.hospiconnect.idp.session.Grounds;
import org.hospiconnect.idp.session.ServingKeys;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.workstation.Places;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** « Confirmez que c'est vous », for what only the holder in person may do. */
@Controller
class ConfirmationController {

    private static final String PATH = "/account/confirm";

    /** The only kind that asks something of a device. */
    private static final String KEY = "webauthn";

    private final AccountVisits visits;
    private final OwnMeans own;
    private final CeremonyRunner runner;
    private final Sessions sessions;
    private final LevelRules levels;
    private final SessionCookie cookie;
    private final Places places;
    private final AuditTrail trail;
    private final Secrets secrets;
    private final MessageSource words;
    private final Clock clock;

    ConfirmationController(
            AccountVisits visits,
            OwnMeans own,
            CeremonyRunner runner,
            Sessions sessions,
            LevelRules levels,
            SessionCookie cookie,
            Places places,
            AuditTrail trail,
            Secrets secrets,
            MessageSource words,
            Clock clock) {
        this.visits = visits;
        this.own = own;
        this.runner = runner;
        this.sessions = sessions;
        this.levels = levels;
        this.cookie = cookie;
        this.places = places;
        this.trail = trail;
        this.secrets = secrets;
        this.words = words;
        this.clock = clock;
    }

    /** The address where the person confirms what needs a means that is worth as much. */
    static String at(MeansRules.Needed needed) {
        return "redirect:" + PATH + "?needed=" + needed.word();
    }

    @GetMapping(PATH)
    String page(Wish wish, HttpServletRequest request, HttpServletResponse response, Model model) {
        return visits.find(request, response)
                .map(visit -> show(model, visit, wish))
                .orElse("redirect:/");
    }

    @PostMapping("/account/confirm/challenge")
    ResponseEntity<String> challenge(
            @RequestParam String csrf, HttpServletRequest request, HttpServletResponse response) {
        Visit visit = visits.need(request, response, csrf);
        return runner.begin(KEY, attempt(visit, request, new BrowserAnswer("", "")))
                .map(challenge -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(challenge.options()))
                .orElseGet(() -> TooManyChallenges.answer(words, secrets.reference()));
    }

    @PostMapping(PATH)
    String finish(Form form, HttpServletRequest request, HttpServletResponse response, Model model) {
        Visit visit = visits.need(request, response, form.csrf());
        String kind = kind(visit, form.wish()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        BrowserAnswer given = runner.isTyped(kind) ? BrowserAnswer.typed(request.getParameterMap()) : form.given();
        String reference = secrets.reference();
        return switch (runner.finish(kind, attempt(visit, request, given), given, reference)) {
            case Verified verified -> confirmed(visit.session(), verified, response);
            case Refused refused -> {
                TooManyChallenges.tell(response, refused.reason());
                model.addAttribute("reference", reference).addAttribute("sentence", sentence(refused.reason()));
                yield show(model, visit, form.wish());
            }
        };
    }

    private static String sentence(RefusalReason reason) {
        return switch (reason) {
            case TOO_MANY_ATTEMPTS -> "signin.refused.too-many";
            case BUSY -> "signin.refused.busy";
            case AUTHENTICATOR_NOT_USABLE, COUNTER_WENT_BACK -> "signin.refused.contact-desk";
            case USER_NOT_VERIFIED, USER_NOT_PRESENT, KEY_CANNOT_VERIFY -> "signin.refused.pin";
            case NAME_UNKNOWN, PASSWORD_WRONG, CODE_WRONG, CODE_USED -> "account.confirm.refused.typed";
            default -> "account.confirm.refused";
        };
    }

    private String confirmed(Session session, Verified verified, HttpServletResponse response) {
        // the trail first: tokens of the session must not tell a proof that nobody traced
        Proof proof = session.place()
                .map(place -> levels.placed(verified.proof(), place.isRemote()))
                .orElse(verified.proof());
        trail.record(Grounds.of(levels.assess(proof, clock.instant()))
                .in(AuditEntry.done(Act.SIGN_IN_ACCEPTED))
                .actor(session.person())
                .person(session.person())
                .session(session.sid())
                .authenticator(verified.proof().authenticator())
                .detail("how", "confirmed on the own pages"));
        Optional<Sessions.Opened> renewed = session.place().flatMap(place -> sessions.addProof(session, proof, place));
        renewed.ifPresent(opened -> cookie.write(response, opened.cookie()));
        return renewed.isPresent() ? "redirect:/account" + Told.CONFIRMED.query() : "redirect:/";
    }

    private String show(Model model, Visit visit, Wish wish) {
        Optional<String> kind = kind(visit, wish);
        if (kind.isEmpty()) {
            return "redirect:/account" + Told.TOO_WEAK.query();
        }
        model.addAttribute("csrf", visit.csrf())
                .addAttribute("needed", wish.worth().word())
                .addAttribute("kind", kind.get())
                .addAttribute(
                        "others",
                        kinds(visit, wish).stream()
                                .filter(other -> !other.equals(kind.get()))
                                .toList());
        return "account/confirm/" + kind.get();
    }

    /** The one that the person chose, or the first; empty where none of theirs would do. */
    private Optional<String> kind(Visit visit, Wish wish) {
        List<String> kinds = kinds(visit, wish);
        return kinds.stream()
                .filter(kind -> kind.equals(wish.kind()))
                .findFirst()
                .or(() -> kinds.stream().findFirst());
    }

    private List<String> kinds(Visit visit, Wish wish) {
        return own.confirming(visit.session(), wish.worth()).stream()
                .filter(runner.kinds()::contains)
                .filter(kind -> visit.session()
                        .place()
                        .filter(place -> places.rules(place).allows(kind))
                        .isPresent())
                .toList();
    }

    /** Only this person's own means answer. */
    private SignInAttempt attempt(Visit visit, HttpServletRequest request, BrowserAnswer given) {
        Session session = visit.session();
        var serving = session.place().map(place -> new ServingKeys(places.rules(place), given));
        return new SignInAttempt(
                "account:" + session.sid(),
                Optional.of(session.person()),
                request.getRemoteAddr(),
                proof -> serving.filter(keys -> keys.test(proof)).isPresent());
    }

    /** The page's address: what it needs, and the kind that the person chose. */
    record Wish(String needed, String kind) {

        Wish {
            needed = Objects.requireNonNullElse(needed, "");
            kind = Objects.requireNonNullElse(kind, "");
        }

        MeansRules.Needed worth() {
            return MeansRules.Needed.of(needed);
        }
    }

    /** The form; an empty {@code credential} means that the browser gave none, {@code failure} why. */
    record Form(String csrf, String needed, String kind, String credential, String failure) {

        Wish wish() {
            return new Wish(needed, kind);
        }

        BrowserAnswer given() {
            return new BrowserAnswer(credential, failure);
        }
    }
}
