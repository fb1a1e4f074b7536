package org.hospiconnect.idp.value;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/** What everybody hears who is over a limit (RFC 6585 §4): 429, and when the longest window is over (RFC 9110 §10.2.3). */
public final class TooMany {

    public static final int STATUS = 429;
    public static final String AGAIN = "Retry-After";

    private TooMany() {}

    public static void tell(HttpServletResponse response, Duration window) {
        response.setStatus(STATUS);
        response.setHeader(AGAIN, Long.toString(window.toSeconds()));
    }
}
