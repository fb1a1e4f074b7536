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
import org.hospiconnect.idp.assurance.Demand;
import org.hospiconnect.idp.client.Clients;
import org.hospiconnect.idp.client.RelyingApplication;
import org.hospiconnect.idp.session.Session;
import org.hospiconnect.idp.session.SessionAuthentication;
import org.hospiconnect.idp.session.SessionCookie;
import org.hospiconnect.idp.session.Sessions;
import org.hospiconnect.idp.session.Standing;
import org.hospiconnect.idp.session.StandingGuard;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands behind the check of the authorization request and before the endpoint: is this browser's session strong and fresh
 * enough for this request? Then the endpoint answers with a code. If not, the request is kept and the person signs in.
 */
@Component
public class StepUpGuard extends OncePerRequestFilter {

    private final Clients clients;
    private final Sessions sessions;
    private final StandingGuard guard;
    private final SessionCookie cookie;
    private final SignInDesk desk;
    private final AcrNames names;
    private final Clock clock;

    StepUpGuard(
            Clients clients,
            Sessions sessions,
            StandingGuard guard,
            SessionCookie cookie,
            SignInDesk desk,
            AcrNames names,
            Clock clock) {
        this.clients = clients;
        this.sessions = sessions;
        this.guard = guard;
        this.cookie = cookie;
        this.desk = desk;
        this.names = names;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals("/oauth2/authorize");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RelyingApplication client =
                clients.find(request.getParameter("client_id")).orElseThrow();
        AskedSignIn asked = AskedSignIn.of(request, client, names);
        Optional<SignIn> continued = desk.continued(request);
        Optional<Standing.Good> standing = standing(request, client)
                .filter(good -> demand(asked, continued).isMetBy(good.session().proofs(), clock.instant()));
        if (standing.filter(good -> !mustChoose(asked, good)).isPresent()) {
            proceed(request, standing.get(), () -> chain.doFilter(request, response));
        } else if (asked.silent()) {
            String error = standing.isPresent() ? "interaction_required" : "login_required";
            response.sendRedirect(desk.refusal(request, error));
        } else {
            response.sendRedirect(desk.begin(request, response, client, asked));
        }
    }

    // A proof made for this very request satisfies prompt=login; one made before it never does.
    private Demand demand(AskedSignIn asked, Optional<SignIn> continued) {
        Instant begun =
                continued.map(SignIn::begunAt).orElseGet(() -> clock.instant().plusNanos(1));
        return new Demand(asked.least(), asked.maxAge(), asked.fresh() ? Optional.of(begun) : Optional.empty());
    }

    private Optional<Standing.Good> standing(HttpServletRequest request, RelyingApplication client) {
        Optional<Session> session = cookie.read(request).flatMap(sessions::findByCookie);
        return session.map(open -> guard.of(open, client))
                .filter(Standing.Good.class::isInstance)
                .map(Standing.Good.class::cast);
    }

    private static boolean mustChoose(AskedSignIn asked, Standing.Good good) {
        return asked.wantsSituation()
                && good.person().workSituations().size() > 1
                && good.session().workSituation().isEmpty();
    }

    // The framework kept the request with nobody as its principal: it reads it again, with the person.
    private static void proceed(HttpServletRequest request, Standing.Good good, Endpoint endpoint)
            throws ServletException, IOException {
        Session session = good.session();
        request.removeAttribute(OAuth2AuthorizationCodeRequestAuthenticationToken.class.getName());
        SecurityContextHolder.setContext(
                new SecurityContextImpl(new SessionAuthentication(session.person(), session.sid())));
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
