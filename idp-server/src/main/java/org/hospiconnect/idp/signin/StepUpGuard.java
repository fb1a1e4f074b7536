package org.hospiconnect.idp.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.hospiconnect.idp.assurance.AcrNames;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
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
    private final SignInDesk desk;
    private final Dispatcher dispatcher;
    private final AcrNames names;
    private final Clock clock;

    StepUpGuard(
            Clients clients,
            Sessions sessions,
            StandingGuard guard,
            SessionCookie cookie,
            SignInDesk desk,
            Dispatcher dispatcher,
            AcrNames names,
            Clock clock) {
        this.clients = clients;
        this.sessions = sessions;
        this.guard = guard;
        this.cookie = cookie;
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
        Optional<SignIn> continued = SignInDesk.continued(request);
        switch (decide(arrived, request, continued)) {
            case Decision.Proceed(var who) -> proceed(who, () -> chain.doFilter(request, response));
            case Decision.SignIn(var open) -> {
                Optional<SignIn> begun = desk.begin(arrived, continued, new Exchange(request, response));
                signIn(begun.map(signIn -> dispatcher.onward(signIn, open)), response);
            }
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

    private Decision decide(Arrived arrived, HttpServletRequest request, Optional<SignIn> continued) {
        Optional<String> refusal = continued.flatMap(SignIn::refusal);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        AskedSignIn asked = arrived.asked();
        if (asked.impossible()) {
            return refused("unmet_authentication_requirements");
        }
        // A proof made for this very request satisfies prompt=login; one made before it never does.
        Instant begun =
                continued.map(SignIn::begunAt).orElseGet(() -> clock.instant().plusNanos(1));
        // a silent request is sent by a script: it says nothing of anybody being there
        Optional<Session> open =
                cookie.read(request).flatMap(asked.silent() ? sessions::peekByCookie : sessions::findByCookie);
        Optional<Standing.Good> standing =
                standing(open, arrived).filter(good -> asked.demand(begun).isMetBy(good.assessment(), clock.instant()));
        if (standing.filter(good -> !mustChoose(asked, good) && isAgreed(asked, good, continued))
                .isPresent()) {
            Session session = standing.get().session();
            return new Decision.Proceed(new SessionAuthentication(session.person(), session.sid()));
        }
        if (asked.silent() || isAnotherPerson(arrived, open, continued)) {
            return refused(standing.isPresent() ? "interaction_required" : "login_required");
        }
        return continued.filter(SignIn::isLastRound).isPresent() ? refused("access_denied") : new Decision.SignIn(open);
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
        return new Arrived(read, client, AskedSignIn.of(read, client, names));
    }

    private Optional<Standing.Good> standing(Optional<Session> open, Arrived arrived) {
        return open.filter(session -> desk.isAbout(arrived.asked(), session, arrived.client()))
                .map(session -> guard.of(session, arrived.client()))
                .filter(Standing.Good.class::isInstance)
                .map(Standing.Good.class::cast);
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
