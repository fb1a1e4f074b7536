package org.hospiconnect.idp.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.assurance.Proof;
import org.hospiconnect.idp.authenticator.Touches;
import org.hospiconnect.idp.authenticator.Verification.Verified;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.session.TouchWindows;
import org.hospiconnect.idp.workstation.Place;
import org.hospiconnect.idp.workstation.Places;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Of whom a touch does for this request: where nobody is signed in, on a post of a class that has it, for an application that takes it. */
@Component
class TouchOffers {

    private final TouchWindows windows;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Places places;

    TouchOffers(TouchWindows windows, Sessions sessions, SessionCookie cookie, Places places) {
        this.windows = windows;
        this.sessions = sessions;
        this.cookie = cookie;
        this.places = places;
    }

    /** Looked up when it is asked for, and once: whoever answers with both factors costs nothing. */
    Touches of(SignIn signIn, Place place, HttpServletRequest request) {
        return new Asked(SingletonSupplier.of(() -> found(signIn, place, request)));
    }

    private Touches found(SignIn signIn, Place place, HttpServletRequest request) {
        return signIn.asked()
                .touching()
                .filter(_ -> nobodyIsIn(request))
                .map(window -> windows.open(place, places.rules(place), window))
                .orElse(Touches.NONE);
    }

    // whoever is signed in and is asked for more gives it whole
    private boolean nobodyIsIn(HttpServletRequest request) {
        return cookie.read(request).flatMap(sessions::peekByCookie).isEmpty();
    }

    private record Asked(SingletonSupplier<Touches> found) implements Touches {

        @Override
        public List<String> authenticators() {
            return found.obtain().authenticators();
        }

        @Override
        public Optional<Proof.Touch> of(Verified by) {
            return found.obtain().of(by);
        }
    }
}
