package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.authenticator.RefusalReason;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.Subjects;
import org.hospiconnect.idp.client.WaitingRequests;
import org.hospiconnect.idp.directory.PersonId;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.signin.CeremonyController.Exchange;
import org.hospiconnect.idp.value.Secrets;
import org.hospiconnect.idp.value.Throttle;
import org.hospiconnect.idp.value.Throttle.Limit;
import org.hospiconnect.idp.value.TooMany;
import org.hospiconnect.idp.value.WishedLanguage;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Where sign-ins begin and end: keeps the request, sends the browser on, and finds the way back. */
@Component
class SignInDesk implements WaitingRequests {

    static final String COOKIE = "hc_signin";

    private static final String CONTINUED = SignInDesk.class.getName() + ".continued";
    private static final String HINT = "id_token_hint";

    private final SignIns signIns;
    private final SessionCookie cookies;
    private final Secrets secrets;
    private final SignInSettings settings;
    private final Clients clients;
    private final Subjects subjects;
    private final Throttle throttle;
    private final AuditTrail trail;
    private final Clock clock;

    SignInDesk(
            SignIns signIns,
            SessionCookie cookies,
            Secrets secrets,
            SignInSettings settings,
            Clients clients,
            Subjects subjects,
            Throttle throttle,
            AuditTrail trail,
            Clock clock) {
        this.signIns = signIns;
        this.clients = clients;
        this.subjects = subjects;
        this.cookies = cookies;
        this.secrets = secrets;
        this.settings = settings;
        this.throttle = throttle;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Optional<Map<String, List<String>>> take(HttpServletRequest request) {
        Optional<SignIn> taken = Optional.ofNullable(request.getParameter(PARAMETER))
                .flatMap(SignInId::parse)
                .flatMap(id -> cookies.read(request, COOKIE).flatMap(browser -> signIns.take(id, browser)));
        taken.ifPresent(signIn -> {
            speak(request, signIn);
            request.setAttribute(CONTINUED, signIn);
        });
        return taken.map(SignIn::parameters);
    }

    /** The sign-in that was taken for this request. */
    static Optional<SignIn> continued(HttpServletRequest request) {
        return Optional.ofNullable(request.getAttribute(CONTINUED)).map(SignIn.class::cast);
    }

    /** Keeps the request, which may have been kept before; empty when too many are kept. */
    Optional<SignIn> begin(Arrived arrived, Optional<SignIn> before, Exchange exchange) {
        String browser = cookies.read(exchange.request(), COOKIE).orElseGet(secrets::token);
        Map<String, List<String>> kept = parameters(arrived.request());
        if (!mayBegin(browser, exchange.request().getRemoteAddr(), kept)) {
            TooMany.tell(exchange.response(), settings.patience());
            return Optional.empty();
        }
        var signIn = new SignIn(
                SignInId.draw(secrets).text(),
                RedisSignIns.hash(browser),
                secrets.token(),
                arrived.client().id(),
                arrived.client().name(),
                kept,
                arrived.asked(),
                Said.NOTHING,
                clock.instant(),
                secrets.reference(),
                before.map(SignIn::round).orElse(0) + 1);
        signIns.add(signIn);
        cookies.write(exchange.response(), COOKIE, browser, settings.patience());
        return Optional.of(signIn);
    }

    // Each is kept for a while, and nobody is known yet: a browser first, and its address as the wide limit, by size.
    private boolean mayBegin(String browser, String source, Map<String, List<String>> kept) {
        var use = Throttle.Use.keeping(source, kept.values().stream().flatMap(List::stream));
        boolean may = throttle.allows(
                        Limit.SIGNIN_BROWSER,
                        RedisSignIns.hash(browser),
                        settings.begunByBrowser(),
                        settings.patience())
                && throttle.allows(Limit.SIGNIN_ADDRESS, use, settings.begunFromAddress(), settings.patience());
        if (!may) {
            trail.count(Act.SIGN_IN_REFUSED, RefusalReason.TOO_MANY_ATTEMPTS, source);
        }
        return may;
    }

    /** An authorization request that was found right, of whom, and what it asks. */
    record Arrived(
            OAuth2AuthorizationCodeRequestAuthenticationToken request, RelyingApplication client, AskedSignIn asked) {

        Arrived afresh() {
            return new Arrived(request, client, asked.afresh());
        }
    }

    Optional<SignIn> find(HttpServletRequest request, String id) {
        return cookies.read(request, COOKIE)
                .flatMap(browser -> SignInId.parse(id).flatMap(parsed -> signIns.find(parsed, browser)))
                .flatMap(signIn -> spoken(request, signIn));
    }

    // a language that the person presses stands for the rest of the sign-in, whatever the application wished
    private Optional<SignIn> spoken(HttpServletRequest request, SignIn signIn) {
        if (signIn.asked().language().isPresent() && AskedSignIn.speaks(request.getParameter("lang"))) {
            return signIns.change(signIn, SignIn::inAnyLanguage);
        }
        speak(request, signIn);
        return Optional.of(signIn);
    }

    private static void speak(HttpServletRequest request, SignIn signIn) {
        signIn.asked().language().ifPresent(tag -> request.setAttribute(WishedLanguage.ATTRIBUTE, tag));
    }

    /** The same for a page; without it the person reads that the request is over. */
    SignIn need(HttpServletRequest request, String id) {
        return find(request, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.GONE));
    }

    /** The same for a form. */
    SignIn need(HttpServletRequest request, String id, String csrf) {
        return Optional.of(need(request, id))
                .filter(signIn -> signIn.csrf().equals(csrf))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    /** A request about one person is not answered by another's session; who signs in for it all the same is told there. */
    boolean counts(SignIn signIn, Session session) {
        boolean provedForIt =
                session.proofs().stream().anyMatch(proof -> !proof.at().isBefore(signIn.begunAt()));
        return provedForIt
                || clients.find(signIn.clientId())
                        .filter(client -> isAbout(signIn.asked(), session, client))
                        .isPresent();
    }

    boolean isAbout(AskedSignIn asked, Session session, RelyingApplication client) {
        String subject = subjects.of(session.person().toString(), client);
        return asked.subject().map(subject::equals).orElse(true);
    }

    /** Back to the authorization endpoint, which finds the request again by its name. */
    String back(SignIn signIn) {
        return "/oauth2/authorize?" + PARAMETER + "=" + signIn.id();
    }

    void agree(SignIn signIn, Session session) {
        changed(signIn, kept -> kept.agreed(session));
    }

    /** The person of this session asks, and nobody else: they said so. */
    SignIn recognise(SignIn signIn, Session session) {
        return changed(signIn, kept -> kept.recognised(session));
    }

    /** The person of this session proved it for this very request. */
    SignIn prove(SignIn signIn, Session session) {
        return changed(signIn, kept -> kept.proved(session));
    }

    /** Who was signed in on the post is no more: whoever proves it next is told to have come after. */
    SignIn displace(SignIn signIn, PersonId person) {
        return changed(signIn, kept -> kept.displaced(person));
    }

    /** One that was answered in another tab meanwhile does not come back. */
    private SignIn changed(SignIn signIn, UnaryOperator<SignIn> change) {
        return signIns.change(signIn, change).orElseThrow(() -> new ResponseStatusException(HttpStatus.GONE));
    }

    /** The same with an error for the application. */
    String refusal(SignIn signIn, String error) {
        return back(changed(signIn, kept -> kept.refused(error)));
    }

    private static Map<String, List<String>> parameters(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        var parameters = new LinkedHashMap<String, List<String>>();
        request.getAdditionalParameters().forEach((name, value) -> {
            if (!name.equals(HINT)) { // whom it names was found; it is long
                parameters.put(name, values(value));
            }
        });
        parameters.put("response_type", List.of("code"));
        parameters.put("client_id", List.of(request.getClientId()));
        parameters.put("redirect_uri", List.of(Objects.requireNonNull(request.getRedirectUri())));
        parameters.put("scope", List.of(String.join(" ", request.getScopes())));
        Optional.ofNullable(request.getState()).ifPresent(state -> parameters.put("state", List.of(state)));
        return parameters;
    }

    private static List<String> values(Object value) {
        return value instanceof List<?> several
                ? several.stream().map(Object::toString).toList()
                : List.of(value.toString());
    }
}
