package org.hospiconnect.dpi.signin;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an interface asks before it does something: a sign-in that is stronger or fresher (RFC 9470 §3).
 *
 * @param asked {@code acr_values} and {@code max_age}, as far as they were named
 */
public record StepUp(Map<String, String> asked) implements Serializable {

    /** The session attribute that holds it until the next authorization request. */
    static final String KEY = "dpi.step-up";

    /** The session attribute of the last one, for who looks behind the scenes. */
    static final String LAST = "dpi.step-up.last";

    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    public StepUp {
        asked = Map.copyOf(asked);
    }

    /** When an interface asked it. */
    record Received(StepUp asked, Instant at) implements Serializable {}

    /** Keeps it for the authorization request that obeys it, and says where that begins. */
    public String obeyedIn(HttpSession session, Instant now) {
        session.setAttribute(KEY, this);
        session.setAttribute(LAST, new Received(this, now));
        return "redirect:/oauth2/authorization/" + IdentityProvider.ID + "?proof=asked";
    }

    /** From a {@code WWW-Authenticate}; empty when it asks for something else. */
    public static Optional<StepUp> read(String challenge) {
        var parameters = new TreeMap<String, String>();
        PARAMETER.matcher(challenge).results().forEach(found -> parameters.put(found.group(1), found.group(2)));
        boolean isStepUp = "insufficient_user_authentication".equals(parameters.get("error"));
        parameters.keySet().retainAll(Set.of("acr_values", "max_age"));
        return isStepUp ? Optional.of(new StepUp(parameters)) : Optional.empty();
    }
}
