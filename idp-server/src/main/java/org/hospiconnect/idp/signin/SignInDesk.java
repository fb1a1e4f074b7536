package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.value.AddressSettings;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Where sign-ins begin and end: keeps the request, sends the browser on, and finds the way back. */
@Component
class SignInDesk {

    static final String COOKIE = "hc_signin";

    /** Added to the request that comes back after the sign-in. */
    static final String CONTINUATION = "hc_signin";

    private static final int ID_BYTES = 16;

    private final SignIns signIns;
    private final SessionCookie cookies;
    private final Secrets secrets;
    private final SignInSettings settings;
    private final AddressSettings address;
    private final Clock clock;

    SignInDesk(
            SignIns signIns,
            SessionCookie cookies,
            Secrets secrets,
            SignInSettings settings,
            AddressSettings address,
            Clock clock) {
        this.signIns = signIns;
        this.cookies = cookies;
        this.secrets = secrets;
        this.settings = settings;
        this.address = address;
        this.clock = clock;
    }

    /** The sign-in that this request continues, taken away; empty when there is none or it began with another request. */
    Optional<SignIn> continued(HttpServletRequest request) {
        Optional<String> id = Optional.ofNullable(request.getParameter(CONTINUATION));
        Optional<String> browser = cookies.read(request, COOKIE);
        if (id.isEmpty() || browser.isEmpty()) {
            return Optional.empty();
        }
        return signIns.take(id.get(), browser.get())
                .filter(signIn -> signIn.query().equals(query(request)));
    }

    /** Keeps the request and returns where the browser goes. */
    String begin(
            HttpServletRequest request, HttpServletResponse response, RelyingApplication client, AskedSignIn asked) {
        String browser = cookies.read(request, COOKIE).orElseGet(secrets::token);
        var signIn = new SignIn(
                secrets.next(ID_BYTES).toBase64Url(),
                RedisSignIns.hash(browser),
                secrets.token(),
                client.id(),
                client.name(),
                query(request),
                request.getParameter("redirect_uri"),
                Optional.ofNullable(request.getParameter("state")),
                asked.least(),
                asked.maxAge(),
                asked.fresh(),
                asked.wantsSituation(),
                asked.loginHint(),
                clock.instant(),
                secrets.reference());
        signIns.add(signIn);
        cookies.write(response, COOKIE, browser, settings.patience());
        return "/signin?s=" + signIn.id()
                + asked.language().map(tag -> "&lang=" + tag).orElse("");
    }

    Optional<SignIn> find(HttpServletRequest request, String id) {
        return cookies.read(request, COOKIE).flatMap(browser -> signIns.find(id, browser));
    }

    /** Back to the authorization endpoint with the request as it came. */
    String back(SignIn signIn) {
        return "/oauth2/authorize?" + signIn.query() + "&" + CONTINUATION + "=" + signIn.id();
    }

    /** An error for the application; its address was proved before (RFC 6749 §4.1.2.1, RFC 9207). */
    String refusal(HttpServletRequest request, String error) {
        return refusal(request.getParameter("redirect_uri"), Optional.ofNullable(request.getParameter("state")), error);
    }

    String refusal(SignIn signIn, String error) {
        return refusal(signIn.redirectUri(), signIn.state(), error);
    }

    // The registered address is taken as it is: encoding it again would change it.
    private String refusal(String redirectUri, Optional<String> state, String error) {
        String answer = redirectUri
                + (redirectUri.contains("?") ? "&" : "?")
                + "error=" + error
                + "&iss=" + encoded(address.issuer().toString());
        return answer + state.map(value -> "&state=" + encoded(value)).orElse("");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    // By query or by form: the parameters in one order, without our own, each once (checked before).
    private static String query(HttpServletRequest request) {
        var query = UriComponentsBuilder.newInstance();
        var values = new java.util.TreeMap<String, Object>();
        request.getParameterMap().forEach((name, value) -> {
            if (!name.equals(CONTINUATION) && value.length == 1) {
                values.put("p" + values.size(), value[0]);
                query.queryParam(name.replaceAll("[^A-Za-z0-9_.-]", "_"), "{p" + (values.size() - 1) + "}");
            }
        });
        return Optional.ofNullable(query.encode().buildAndExpand(values).toUri().getRawQuery())
                .orElse("");
    }
}
