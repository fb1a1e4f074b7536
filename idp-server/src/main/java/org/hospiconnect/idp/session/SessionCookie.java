package org.hospiconnect.idp.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.hospiconnect.idp.value.BrowserCookies;
import org.springframework.stereotype.Component;

/** The cookie of a session, and others under the same rules. */
@Component
public class SessionCookie {

    private static final String SESSION = "hc_session";

    private final BrowserCookies cookies;

    SessionCookie(BrowserCookies cookies) {
        this.cookies = cookies;
    }

    /** The session cookie's secret. */
    public Optional<String> read(HttpServletRequest request) {
        return read(request, SESSION);
    }

    public void write(HttpServletResponse response, String secret) {
        write(response, SESSION, secret, Duration.ofSeconds(-1));
    }

    public void clear(HttpServletResponse response) {
        clear(response, SESSION);
    }

    /** Another cookie of ours; two of one name count as none. */
    public Optional<String> read(HttpServletRequest request, String name) {
        return cookies.read(request, name);
    }

    /** A negative {@code lifetime} lasts as long as the browser. */
    public void write(HttpServletResponse response, String name, String value, Duration lifetime) {
        cookies.write(response, name, value, lifetime);
    }

    public void clear(HttpServletResponse response, String name) {
        cookies.clear(response, name);
    }
}
