package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.client.Subjects;
import org.hospiconnect.idp.client.WaitingRequests;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Where sign-ins begin and end: keeps the request, sends the browser on, and finds the way back. */
@Component
class SignInDesk implements WaitingRequests {

    static final String COOKIE = "hc_signin";

    private static final int ID_BYTES = 16;
    private static final String HINT = "id_token_hint";

    private final SignIns signIns;
    private final SessionCookie cookies;
    private final Secrets secrets;
    private final SignInSettings settings;
    private final Clients clients;
    private final Subjects subjects;
    private final Clock clock;

    SignInDesk(
            SignIns signIns,
            SessionCookie cookies,
            Secrets secrets,
            SignInSettings settings,
            Clients clients,
            Subjects subjects,
            Clock clock) {
        this.signIns = signIns;
        this.clients = clients;
        this.subjects = subjects;
        this.cookies = cookies;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Optional<Map<String, List<String>>> find(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter(PARAMETER))
                .flatMap(id -> find(request, id))
                .map(SignIn::parameters);
    }

    /** The sign-in that this request continues, taken away: it continues one request, once. */
    Optional<SignIn> continued(HttpServletRequest request) {
        Optional<String> browser = cookies.read(request, COOKIE);
        return Optional.ofNullable(request.getParameter(PARAMETER))
                .flatMap(id -> browser.flatMap(cookie -> signIns.take(id, cookie)));
    }

    /** Keeps the request and returns where the browser goes. */
    String begin(Arrived arrived, HttpServletRequest request, HttpServletResponse response) {
        String browser = cookies.read(request, COOKIE).orElseGet(secrets::token);
        var signIn = new SignIn(
                secrets.next(ID_BYTES).toBase64Url(),
                RedisSignIns.hash(browser),
                secrets.token(),
                arrived.client().id(),
                arrived.client().name(),
                parameters(arrived.request()),
                arrived.asked(),
                Optional.empty(),
                Optional.empty(),
                clock.instant(),
                secrets.reference());
        signIns.add(signIn);
        cookies.write(response, COOKIE, browser, settings.patience());
        return "/signin?s=" + signIn.id()
                + arrived.asked().language().map(tag -> "&lang=" + tag).orElse("");
    }

    /** An authorization request that was found right, of whom, and what it asks. */
    record Arrived(
            OAuth2AuthorizationCodeRequestAuthenticationToken request, RelyingApplication client, AskedSignIn asked) {}

    Optional<SignIn> find(HttpServletRequest request, String id) {
        return cookies.read(request, COOKIE).flatMap(browser -> signIns.find(id, browser));
    }

    /** A sign-in that is over, or another browser's: the page says so (410). */
    SignIn need(HttpServletRequest request, String id) {
        return find(request, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.GONE));
    }

    /** For a form: sent by a page of this sign-in, or refused (403). */
    SignIn need(HttpServletRequest request, String id, String csrf) {
        SignIn signIn = need(request, id);
        if (!signIn.csrf().equals(csrf)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return signIn;
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
        signIns.add(signIn.agreed(session));
    }

    /** The same with an error for the application. */
    String refusal(SignIn signIn, String error) {
        signIns.add(signIn.refused(error));
        return back(signIn);
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
