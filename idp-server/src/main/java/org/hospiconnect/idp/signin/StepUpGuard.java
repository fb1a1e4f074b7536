package org.hospiconnect.idp.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.assurance.AcrNames;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.session.Limits;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionAuthentication;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.session.SignInRefused;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.session.StandingGuard;
import org.hospiconnect.idp.signin.CeremonyController.Exchange;
import org.hospiconnect.idp.signin.SignInDesk.Arrived;
import org.hospiconnect.idp.value.TooMany;
import org.hospiconnect.idp.workstation.Place;
import org.hospiconnect.idp.workstation.Places;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands behind the check of the authorization request and before the endpoint: is this browser's session strong and fresh
 * enough for this request? Then the endpoint answers with a code. If not, the request is kept and the person signs in, or
 * the endpoint tells the application why nobody does.
 */
@Component
public class StepUpGuard extends OncePerRequestFilter {

    /** As the endpoint itself is found: in any spelling of the path. */
    private static final RequestMatcher AUTHORIZE =
            PathPatternRequestMatcher.withDefaults().matcher("/oauth2/authorize");

    private final Clients clients;
    private final Sessions sessions;
    private final StandingGuard guard;
    private final SessionCookie cookie;
    private final Places places;
    private final SignInDesk desk;
    private final Dispatcher dispatcher;
    private final AcrNames names;
    private final Clock clock;

    StepUpGuard(
            Clients clients,
            Sessions sessions,
            StandingGuard guard,
            SessionCookie cookie,
            Places places,
            SignInDesk desk,
            Dispatcher dispatcher,
            AcrNames names,
            Clock clock) {
        this.clients = clients;
        this.sessions = sessions;
        this.guard = guard;
        this.cookie = cookie;
        this.places = places;
        this.desk = desk;
        this.dispatcher = dispatcher;
        this.names = names;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !AUTHORIZE.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Arrived arrived = arrived(request);
        var here = new Here(SignInDesk.continued(request), places.of(request, response));
        switch (decide(arrived, request, here)) {
            case Decision.Proceed(var who) -> proceed(who, () -> chain.doFilter(request, response));
            case Decision.SignIn(var open) -> {
                boolean idle = open.filter(session -> isIdle(session, arrived)).isPresent();
                Arrived kept = idle ? arrived.afresh() : arrived;
                Optional<SignIn> begun = desk.begin(kept, here.continued(), new Exchange(request, response));
                signIn(begun.map(signIn -> dispatcher.onward(signIn, open, here.place())), response);
            }
        }
    }

    /** @param continued the sign-in that the request comes back from */
    private record Here(Optional<SignIn> continued, Place place) {

        /** On a shared post nobody goes on with the session of whoever was there before. */
        boolean knowsThePersonOf(Session session, AskedSignIn asked) {
            return !place.isShared()
                    || asked.continues(session)
                    || continued.filter(signIn -> signIn.isAskedBy(session)).isPresent();
        }
    }

    private static void signIn(Optional<String> page, HttpServletResponse response) throws IOException {
        if (page.isPresent()) {
            response.sendRedirect(page.get());
        } else {
            response.sendError(TooMany.STATUS);
        }
    }

    /** What becomes of the request now. */
    private sealed interface Decision {

        /** The endpoint answers: with a code for this person, or with the error of {@link SignInRefused}. */
        record Proceed(Authentication who) implements Decision {}

        /** @param open whoever is in this browser */
        record SignIn(Optional<Session> open) implements Decision {}
    }

    private Decision decide(Arrived arrived, HttpServletRequest request, Here here) {
        Optional<SignIn> continued = here.continued();
        AskedSignIn asked = arrived.asked();
        Optional<String> refusal = continued
                .flatMap(SignIn::refusal)
                .or(() -> Optional.of("unmet_authentication_requirements").filter(_ -> asked.impossible()));
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        // a silent request is sent by a script, and on a shared post another may ask: neither says that the person is
        // there
        Optional<Session> open = cookie.read(request)
                .flatMap(secret -> asked.silent() || here.place().isShared()
                        ? sessions.peekByCookie(secret)
                        : sessions.findByCookie(secret, arrived.client().sessionIdle()));
        Optional<Standing.Good> standing = standing(open, arrived, here);
        Optional<Standing.Good> known = standing.filter(good -> here.knowsThePersonOf(good.session(), asked));
        Optional<Standing.Good> ready =
                known.filter(good -> !mustChoose(asked, good) && isAgreed(asked, good, continued));
        if (ready.isPresent()) {
            return proceed(ready.get());
        }
        if (asked.silent() || isAnotherPerson(arrived, open, continued)) {
            return refused(silence(standing, known));
        }
        return continued.filter(SignIn::isLastRound).isPresent() ? refused("access_denied") : new Decision.SignIn(open);
    }

    private Decision proceed(Standing.Good good) {
        Session session = good.session();
        sessions.shorten(session, limits(good));
        return new Decision.Proceed(new SessionAuthentication(session.person(), session.sid()));
    }

    /** Those of the application; its lifetime begins with the proof that opens it. */
    private static Limits limits(Standing.Good good) {
        Session session = good.session();
        return new Limits(
                good.application().sessionIdle().orElse(session.limits().idle()),
                good.application()
                        .sessionLifetime()
                        .map(life -> Duration.between(
                                session.openedAt(), good.assessment().authTime().plus(life)))
                        .orElse(session.limits().lifetime()));
    }

    // OpenID Connect Core §3.1.2.6
    private static String silence(Optional<Standing.Good> standing, Optional<Standing.Good> known) {
        if (standing.isEmpty()) {
            return "login_required";
        }
        return known.isEmpty() ? "account_selection_required" : "interaction_required";
    }

    // OpenID Connect Core §3.1.2.1: not the person of the hint, though asked to sign in
    private boolean isAnotherPerson(Arrived arrived, Optional<Session> open, Optional<SignIn> continued) {
        return continued.isPresent()
                && open.filter(session -> !desk.isAbout(arrived.asked(), session, arrived.client()))
                        .isPresent();
    }

    private static Decision refused(String error) {
        return new Decision.Proceed(new SignInRefused(error));
    }

    // Left there by the framework's check, for the endpoint.
    private Arrived arrived(HttpServletRequest request) {
        if (!(request.getAttribute(OAuth2AuthorizationCodeRequestAuthenticationToken.class.getName())
                instanceof OAuth2AuthorizationCodeRequestAuthenticationToken read)) {
            throw new IllegalStateException("the request is checked before this filter");
        }
        RelyingApplication client = clients.find(read.getClientId()).orElseThrow();
        var arrived = new Arrived(read, client, AskedSignIn.of(read, client, names));
        // a fresh proof that was asked for once stays asked for until it is given, wherever somebody was meanwhile
        boolean fresh = SignInDesk.continued(request)
                .filter(signIn -> signIn.asked().fresh())
                .isPresent();
        return fresh ? arrived.afresh() : arrived;
    }

    private Optional<Standing.Good> standing(Optional<Session> open, Arrived arrived, Here here) {
        // A proof made for this very request satisfies prompt=login; one made before it never does.
        Instant begun = here.continued()
                .map(SignIn::begunAt)
                .orElseGet(() -> clock.instant().plusNanos(1));
        return open.filter(session -> session.isAt(here.place()) && !isIdle(session, arrived))
                .filter(session -> desk.isAbout(arrived.asked(), session, arrived.client()))
                .map(session -> guard.of(session, arrived.client()))
                .filter(Standing.Good.class::isInstance)
                .map(Standing.Good.class::cast)
                .filter(good -> arrived.asked().demand(begun).isMetBy(good.assessment(), clock.instant()))
                .filter(good -> !arrived.asked().fresh()
                        || here.continued()
                                .filter(signIn -> signIn.isFreshFor(good.session()))
                                .isPresent());
    }

    /** Others would still believe that somebody is there. */
    private boolean isIdle(Session session, Arrived arrived) {
        return arrived.client()
                .sessionIdle()
                .filter(idle -> !session.isActiveWithin(idle, clock.instant()))
                .isPresent();
    }

    private static boolean mustChoose(AskedSignIn asked, Standing.Good good) {
        return asked.wantsSituation()
                && good.person().workSituations().size() > 1
                && good.session().workSituation().isEmpty();
    }

    // Consent is asked for each request and never remembered.
    private static boolean isAgreed(AskedSignIn asked, Standing.Good good, Optional<SignIn> continued) {
        return !asked.consent()
                || continued
                        .filter(signIn -> !signIn.awaitsConsentOf(good.session()))
                        .isPresent();
    }

    private static void proceed(Authentication who, Endpoint endpoint) throws ServletException, IOException {
        SecurityContextHolder.setContext(new SecurityContextImpl(who));
        try {
            endpoint.answer();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** The rest of the chain. */
    private interface Endpoint {

        void answer() throws ServletException, IOException;
    }
}
