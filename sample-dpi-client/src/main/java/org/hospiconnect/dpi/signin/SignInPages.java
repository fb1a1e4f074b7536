package org.hospiconnect.dpi.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** What the framework's sign-in meets of ours, and where it goes when something is refused. */
@Component
record SignInPages(
        SignInRequests requests,
        TokenRequests tokens,
        KnownPeople people,
        Destination destination,
        UnfinishedWork work,
        OidcClientInitiatedLogoutSuccessHandler leaving) {

    private static final Logger log = LoggerFactory.getLogger(SignInPages.class);

    /** A proof that was not given leaves the session as it was: the person goes back to where they asked. */
    void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        log.atWarn().addKeyValue("error", error(failure)).log("sign-in not completed");
        var back = destination.take();
        response.sendRedirect(back.map(path -> path + "?preuve=refusee").orElse("/connexion?echec"));
    }

    private static String error(AuthenticationException failure) {
        if (failure instanceof OAuth2AuthenticationException refused) {
            return refused.getError().getErrorCode();
        }
        return failure.getCause() instanceof OAuth2AuthorizationException notPushed
                ? notPushed.getError().getErrorCode()
                : failure.getClass().getSimpleName();
    }

    /** Nobody is signed in: to the welcome page, and what was typed when the session ended is kept. */
    void nobody(HttpServletRequest request, HttpServletResponse response, AuthenticationException ignored)
            throws IOException {
        var session = request.getSession(false);
        if (session != null && session.getAttribute(EndedSession.KEY) instanceof EndedSession ended) {
            work.keep(request, ended.subject()).ifPresent(destination::remember);
        }
        response.sendRedirect("/");
    }

    void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException, ServletException {
        if (refused instanceof CsrfException) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            response.sendRedirect("/inconnu");
        }
    }
}
