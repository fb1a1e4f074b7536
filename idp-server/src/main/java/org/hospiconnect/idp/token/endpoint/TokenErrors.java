package org.hospiconnect.idp.token.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.hospiconnect.idp.audit.Act;
import org.hospiconnect.idp.audit.AuditTrail;
import org.hospiconnect.idp.token.Activities;
import org.hospiconnect.idp.token.CountedError;
import org.hospiconnect.idp.token.TokenError;
import org.hospiconnect.idp.token.TokenRefusal;
import org.hospiconnect.idp.token.TokenSettings;
import org.hospiconnect.idp.token.authorization.AuthorizationError;
import org.hospiconnect.idp.token.authorization.AuthorizationRefusal;
import org.hospiconnect.idp.token.dmp.DmpError;
import org.hospiconnect.idp.value.TooMany;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/**
 * Errors of the endpoints that applications call (RFC 6749 §5.2). What our grants refused is in the trail already; what came
 * before a client was proved is counted by source.
 */
@Component
class TokenErrors implements AuthenticationFailureHandler {

    private final TokenErrorAnswer answer = new TokenErrorAnswer();
    private final AuditTrail trail;
    private final TokenSettings settings;

    TokenErrors(AuditTrail trail, TokenSettings settings) {
        this.trail = trail;
        this.settings = settings;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        OAuth2Error error = ((OAuth2AuthenticationException) exception).getError();
        OAuth2Error told = error;
        if (error instanceof AuthorizationError pushed) {
            trail.count(Act.AUTHORIZATION_REFUSED, pushed.refusal(), request.getRemoteAddr());
        } else if (error instanceof CountedError ours) {
            trail.count(Act.TOKEN_REFUSED, ours.refusal(), request.getRemoteAddr());
        } else if (!(error instanceof TokenError) && !(error instanceof DmpError)) {
            TokenRefusal refusal = TokenRefusal.ofError(error.getErrorCode());
            trail.count(Act.TOKEN_REFUSED, refusal, request.getRemoteAddr());
            told = new OAuth2Error(error.getErrorCode(), refusal.description(), null);
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        boolean unproved = told.getErrorCode().equals("invalid_client");
        if (unproved && request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"HospiConnect\"");
        }
        try (var body = new ServletServerHttpResponse(response)) {
            body.setStatusCode(status(told));
            tooMany(error).ifPresent(window -> TooMany.tell(response, window));
            answer.write(told, null, body);
        }
    }

    private static HttpStatus status(OAuth2Error told) {
        return switch (told.getErrorCode()) {
            case "invalid_client" -> HttpStatus.UNAUTHORIZED;
            case "not_found" -> HttpStatus.NOT_FOUND;
            default -> HttpStatus.BAD_REQUEST;
        };
    }

    /** Of those who are over a limit, how long they wait (RFC 9126 §2.3). */
    private Optional<Duration> tooMany(OAuth2Error error) {
        return switch (error) {
            case AuthorizationError pushed
            when pushed.refusal() == AuthorizationRefusal.PUSHED_TOO_MANY -> Optional.of(settings.pushedRequest());
            case CountedError ours
            when ours.refusal() == TokenRefusal.ACTIVITY_TOO_OFTEN
                    || ours.refusal() == TokenRefusal.ASSURANCE_TOO_OFTEN -> Optional.of(Activities.WINDOW);
            default -> Optional.empty();
        };
    }
}
