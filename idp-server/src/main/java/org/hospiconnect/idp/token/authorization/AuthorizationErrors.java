package org.hospiconnect.idp.token.authorization;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.value.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/** Refused authorization requests: shown here before the redirect address is proved, redirected after. */
@Component
public class AuthorizationErrors implements AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationErrors.class);

    private final AuthorizationAnswers answers;
    private final AuditTrail trail;
    private final Secrets secrets;

    AuthorizationErrors(AuthorizationAnswers answers, AuditTrail trail, Secrets secrets) {
        this.answers = answers;
        this.trail = trail;
        this.secrets = secrets;
    }

    private sealed interface Answer {

        record Shown(OAuth2Error error) implements Answer {}

        record Redirected(OAuth2AuthorizationCodeRequestAuthenticationToken to, OAuth2Error error) implements Answer {}
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException, ServletException {
        // nobody is proved yet, so refusals are counted; the reference finds the line in the log
        String reference = secrets.reference();
        OAuth2Error error = ((OAuth2AuthenticationException) exception).getError();
        AuthorizationRefusal refusal =
                error instanceof AuthorizationError ours ? ours.refusal() : AuthorizationRefusal.OTHER;
        trail.count(Act.AUTHORIZATION_REFUSED, refusal, request.getRemoteAddr(), reference);
        LOG.atInfo()
                .addKeyValue("reference", reference)
                .addKeyValue("reason", refusal)
                .addKeyValue("error", error.getErrorCode())
                .log("authorization request refused");
        switch (answer(exception, error)) {
            case Answer.Shown _ -> {
                RefusedRequestPage.tell(request, refusal, reference);
                request.getRequestDispatcher(RefusedRequestPage.PATH).forward(request, response);
            }
            case Answer.Redirected(var to, var why) ->
                answers.answer(
                        new AuthorizationAnswers.Exchange(request, response, AuthorizationAnswers.isPosted(to)),
                        to,
                        members(why));
        }
    }

    private static Answer answer(AuthenticationException exception, OAuth2Error error) {
        if (exception instanceof OAuth2AuthorizationCodeRequestAuthenticationException refused
                && refused.getAuthorizationCodeRequestAuthentication() != null
                && refused.getAuthorizationCodeRequestAuthentication().getRedirectUri() != null) {
            return new Answer.Redirected(refused.getAuthorizationCodeRequestAuthentication(), error);
        }
        return new Answer.Shown(error);
    }

    private static Map<String, String> members(OAuth2Error error) {
        var members = new LinkedHashMap<String, String>();
        members.put("error", error.getErrorCode());
        if (error.getDescription() != null) {
            members.put("error_description", error.getDescription());
        }
        return members;
    }
}
