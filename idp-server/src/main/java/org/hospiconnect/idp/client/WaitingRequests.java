package org.hospiconnect.idp.client;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Authorization requests that wait for their person to sign in; implemented where people sign in. */
public interface WaitingRequests {

    /** The parameter that names the one that a browser comes back to; no application sends it. */
    String PARAMETER = "hc_signin";

    /** Is this a browser that comes back, whatever it brings along? */
    static boolean isNamedBy(HttpServletRequest request) {
        return request.getParameter(PARAMETER) != null;
    }

    /**
     * Takes the request away, which continues once: its parameters as they were found right; empty when there is no such request,
     * or it is another browser's.
     */
    Optional<Map<String, List<String>>> take(HttpServletRequest request);
}
