package org.hospiconnect.idp.token.logout;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.token.ProtocolEndpoints;
import org.hospiconnect.idp.token.authorization.AuthorizationAnswers;
import org.hospiconnect.idp.token.authorization.RefusedRequestPage;
import org.hospiconnect.idp.token.authorization.RequestParameters;
import org.hospiconnect.idp.token.logout.LogoutRequest.Reading;
import org.hospiconnect.idp.token.logout.LogoutRequest.Refusal;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Signing out at the request of an application (OpenID Connect RP-Initiated Logout 1.0). The session ends without a question
 * only when the hint was issued in it; otherwise the person is asked first.
 */
@Controller
class LogoutController {

    private static final Logger LOG = LoggerFactory.getLogger(LogoutController.class);

    /** What our own limit on headers lets through, with room for the others. */
    private static final int LONGEST_LINK = 12 * 1024;

    /** In place of a hint that was not good: whoever shows it is asked. */
    private static final Map<String, String> UNPROVED = Map.of("id_token_hint", "unproved");

    private final LogoutRequests requests;
    private final Logouts logouts;
    private final Sessions sessions;
    private final SessionCookie cookies;
    private final AuditTrail trail;
    private final Secrets secrets;

    LogoutController(
            LogoutRequests requests,
            Logouts logouts,
            Sessions sessions,
            SessionCookie cookies,
            AuditTrail trail,
            Secrets secrets) {
        this.requests = requests;
        this.logouts = logouts;
        this.sessions = sessions;
        this.cookies = cookies;
        this.trail = trail;
        this.secrets = secrets;
    }

    @RequestMapping(
            path = ProtocolEndpoints.LOGOUT,
            method = {RequestMethod.GET, RequestMethod.POST})
    String signOut(HttpServletRequest http, HttpServletResponse response, Model model) {
        String query = query(http);
        boolean elsewhere = comesFromElsewhere(http);
        if (elsewhere && query.length() <= LONGEST_LINK) {
            return "redirect:" + ProtocolEndpoints.LOGOUT + "?" + query;
        }
        var parameters = RequestParameters.of(http.getParameterMap());
        Reading reading = requests.read(parameters);
        if (elsewhere && !(reading instanceof Reading.Refused)) {
            return "redirect:" + page(UNPROVED); // too long for a link: the person is asked
        }
        return switch (reading) {
            case Reading.Refused(Refusal refusal) -> refused(refusal, http, response, model);
            case Reading.Unproved(Refusal why) -> {
                trail.count(Act.AUTHORIZATION_REFUSED, why, http.getRemoteAddr());
                model.addAttribute("unproved", true);
                yield signOut(new Asked(LogoutRequest.OF_NOBODY, parameters), http, response, model);
            }
            case Reading.Read(LogoutRequest request) -> signOut(new Asked(request, parameters), http, response, model);
        };
    }

    private record Asked(LogoutRequest request, RequestParameters parameters) {}

    private String signOut(Asked asked, HttpServletRequest http, HttpServletResponse response, Model model) {
        LogoutRequest request = asked.request();
        Optional<String> cookie = cookies.read(http);
        Optional<Session> session = cookie.flatMap(sessions::findByCookie);
        if (session.isPresent() && !isMeant(session.get(), request) && !isConfirmed(asked.parameters(), cookie)) {
            return question(request, cookie.orElseThrow(), model);
        }
        session.ifPresentOrElse(open -> logouts.end(open, request), () -> cookie.ifPresent(logouts::left));
        cookie.ifPresent(_ -> cookies.clear(response)); // a page elsewhere takes nobody's away
        model.addAttribute("here", ProtocolEndpoints.LOGOUT); // nobody is signed in: it tells the same again
        return request.address()
                .map(address -> "redirect:" + back(address, request.state()))
                .orElse("token/signed-out");
    }

    // Browsers send our cookie with a link from another site and not with its form: the form becomes a link.
    private boolean comesFromElsewhere(HttpServletRequest http) {
        return HttpMethod.POST.matches(http.getMethod()) && cookies.read(http).isEmpty();
    }

    private static String query(HttpServletRequest http) {
        return http.getParameterMap().entrySet().stream()
                .filter(entry -> LogoutRequests.READ.contains(entry.getKey()))
                .flatMap(entry -> Arrays.stream(entry.getValue())
                        .map(value -> AuthorizationAnswers.query(Map.of(entry.getKey(), value))))
                .collect(Collectors.joining("&"));
    }

    private static boolean isMeant(Session session, LogoutRequest request) {
        return request.sid().filter(session.sid()::equals).isPresent();
    }

    /** The answer to our question carries what only our page in this browser's session can know. */
    private static boolean isConfirmed(RequestParameters parameters, Optional<String> cookie) {
        return parameters
                .single("confirm")
                .flatMap(given -> cookie.map(secret -> Bytes.of(given.getBytes(UTF_8))
                        .equals(Bytes.of(confirmation(secret).getBytes(UTF_8)))))
                .orElse(false);
    }

    private static String confirmation(String cookie) {
        return Bytes.of(("sign-out:" + cookie).getBytes(UTF_8)).sha256().toBase64Url();
    }

    private static String question(LogoutRequest request, String cookie, Model model) {
        var parameters = new LinkedHashMap<String, String>();
        request.client().ifPresent(client -> parameters.put("client_id", client.id()));
        request.address().ifPresent(address -> parameters.put("post_logout_redirect_uri", address));
        request.state().ifPresent(state -> parameters.put("state", state));
        model.addAttribute("here", page(parameters));
        if (model.containsAttribute("unproved")) {
            // in the other language it is no better proved
            model.addAttribute("here", page(UNPROVED));
        }
        parameters.put("confirm", confirmation(cookie));
        model.addAttribute("confirm", page(parameters));
        request.client().ifPresent(client -> model.addAttribute("asker", client.name()));
        return "token/sign-out";
    }

    private static String page(Map<String, String> parameters) {
        return ProtocolEndpoints.LOGOUT + (parameters.isEmpty() ? "" : "?" + AuthorizationAnswers.query(parameters));
    }

    private String refused(Refusal refusal, HttpServletRequest http, HttpServletResponse response, Model model) {
        String reference = secrets.reference();
        trail.count(Act.AUTHORIZATION_REFUSED, refusal, http.getRemoteAddr(), reference);
        LOG.atInfo()
                .addKeyValue("reference", reference)
                .addKeyValue("reason", refusal)
                .log("request to sign out refused");
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        return RefusedRequestPage.show(refusal, reference, model);
    }

    private static String back(String address, Optional<String> state) {
        return state.map(value -> address
                        + (address.contains("?") ? "&" : "?")
                        + AuthorizationAnswers.query(Map.of("state", value)))
                .orElse(address);
    }
}
