package org.hospiconnect.dpi.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Where a sign-in comes back to: the page that asked for a proof, the page that was refused, or the patients. */
@Component
public class Destination implements AuthenticationSuccessHandler {

    private static final String KEY = "dpi.destination";

    private final SavedRequestAwareAuthenticationSuccessHandler usual =
            new SavedRequestAwareAuthenticationSuccessHandler();

    Destination() {
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
        var path = take();
        if (path.isPresent()) {
            response.sendRedirect(path.get());
        } else {
            usual.onAuthenticationSuccess(request, response, authentication);
        }
    }

    private static RequestAttributes attributes() {
        return RequestContextHolder.currentRequestAttributes();
    }
}
