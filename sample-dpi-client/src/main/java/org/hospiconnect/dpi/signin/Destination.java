package org.hospiconnect.dpi.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Where a sign-in comes back to: the page that asked for a proof, the page that was refused, or the patients. */
@Component
public class Destination implements AuthenticationSuccessHandler {

    private static final String KEY = "dpi.destination";

    private final SavedRequestAwareAuthenticationSuccessHandler usual =
            new SavedRequestAwareAuthenticationSuccessHandler();

    private final SignedInSessions sessions;

    Destination(SignedInSessions sessions) {
        this.sessions = sessions;
        usual.setDefaultTargetUrl("/patients");
    }

    /** {@code path} is ours, never what a request says. */
    public void remember(String path) {
        attributes().setAttribute(KEY, path, RequestAttributes.SCOPE_SESSION);
    }

    Optional<String> take() {
        var path = Optional.ofNullable((String) attributes().getAttribute(KEY, RequestAttributes.SCOPE_SESSION));
        attributes().removeAttribute(KEY, RequestAttributes.SCOPE_SESSION);
        return path;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, jakarta.servlet.ServletException {
        var person = SignedIn.of(((OidcUser) Objects.requireNonNull(authentication.getPrincipal())).getIdToken());
        forgetOfOthers(request, response, person);
        sessions.add(request.getSession(), person);
        var path = take();
        if (path.isPresent()) {
            response.sendRedirect(path.get());
        } else {
            usual.onAuthenticationSuccess(request, response, authentication);
        }
    }

    /** Who comes after somebody whose session was ended finds nothing of theirs: no page, no work. */
    private void forgetOfOthers(HttpServletRequest request, HttpServletResponse response, SignedIn person) {
        var session = request.getSession();
        if (session.getAttribute(EndedSession.KEY) instanceof EndedSession ended
                && !ended.subject().equals(person.subject())) {
            take();
            session.removeAttribute(UnfinishedWork.KEY);
            new HttpSessionRequestCache().removeRequest(request, response);
        }
        session.removeAttribute(EndedSession.KEY);
    }

    private static RequestAttributes attributes() {
        return RequestContextHolder.currentRequestAttributes();
    }
}
