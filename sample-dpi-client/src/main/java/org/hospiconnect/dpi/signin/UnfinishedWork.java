package org.hospiconnect.dpi.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Work that was on the screen when the session ended: kept for who did it, and for nobody else. */
public interface UnfinishedWork {

    /** The session attribute that holds it. */
    String KEY = "dpi.draft";

    /** Keeps what this request carries, if it is such work, and says at which page it goes on. */
    Optional<String> keep(HttpServletRequest request, String subject);
}
