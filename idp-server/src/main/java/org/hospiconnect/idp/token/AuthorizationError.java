package org.hospiconnect.idp.token;

import org.springframework.security.oauth2.core.OAuth2Error;

/** A refused authorization request, with its reason. */
final class AuthorizationError extends OAuth2Error {

    private static final long serialVersionUID = 1L;

    private final AuthorizationRefusal refusal;

    AuthorizationError(AuthorizationRefusal refusal) {
        super(refusal.error(), refusal.description(), null);
        this.refusal = refusal;
    }

    AuthorizationRefusal refusal() {
        return refusal;
    }
}
